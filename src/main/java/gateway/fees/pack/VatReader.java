package gateway.fees.pack;

import gateway.fees.Rate;
import gateway.fees.Vat;
import gateway.rulebook.Coded;
import gateway.rulebook.Fields;
import gateway.rulebook.PackNode;

/** Reads how a fee stands to VAT; the rate is the tariff's, for laws change. */
final class VatReader {

    private VatReader() {}

    private enum Kind implements Coded {
        NONE("none"),
        EXEMPT("exempt"),
        ON_TOP("on-top"),
        INCLUDED("included");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    static Vat read(PackNode place) {
        var fields = Fields.of(place, "class", "percent");
        return switch (fields.required("class").word(Kind.values())) {
            case NONE -> untaxed(fields, new Vat.None());
            case EXEMPT -> untaxed(fields, new Vat.Exempt());
            case ON_TOP -> new Vat.OnTop(rate(fields));
            case INCLUDED -> new Vat.Included(rate(fields));
        };
    }

    private static Vat untaxed(Fields fields, Vat vat) {
        if (fields.has("percent")) {
            throw fields.required("percent").fault("what is not taxed has no rate");
        }
        return vat;
    }

    private static Rate rate(Fields fields) {
        return Percent.read(fields.required("percent"));
    }
}
