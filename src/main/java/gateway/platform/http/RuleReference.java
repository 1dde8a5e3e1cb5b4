package gateway.platform.http;

/**
 * Names a rule in a problem's member; the client reads the rule's own words in their language, or nothing when nobody
 * knows them any more.
 *
 * @param kind of the pack it stands in
 */
public record RuleReference(String kind, String rule, int version) {}
