package gateway.rulebook;

/** One version of a rule, and what it says. */
public record Version<T>(RuleHead head, T says) {

    public String id() {
        return head.id();
    }

    public int number() {
        return head.version();
    }

    /** That nothing but its end may differ. */
    boolean saysTheSameAs(Version<T> other) {
        var here = head.validity();
        var ending = new RuleHead(
                head.id(),
                head.version(),
                head.citation(),
                new Validity(here.from(), other.head.validity().until()));
        return ending.equals(other.head) && says.equals(other.says);
    }

    /** Whether both are the same version of the same rule, whatever they say. */
    public boolean isVersionOf(Version<?> other) {
        return id().equals(other.id()) && number() == other.number();
    }

    /** What refuses a pack because of this rule. */
    public UnfitPack fault(String reason) {
        return new UnfitPack(new Remark(1, "%s version %d".formatted(id(), number()), reason));
    }
}
