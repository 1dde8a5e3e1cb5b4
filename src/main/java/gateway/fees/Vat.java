package gateway.fees;

/** How a fee stands to value-added tax. */
public sealed interface Vat {

    /** Not a supply that VAT knows. */
    record None() implements Vat {}

    /** A supply that the law exempts; reported, not taxed. */
    record Exempt() implements Vat {}

    /** The tariff is net and the tax comes on top. */
    record OnTop(Rate rate) implements Vat {}

    /** The tariff is gross and the tax is inside. */
    record Included(Rate rate) implements Vat {}
}
