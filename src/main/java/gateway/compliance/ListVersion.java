package gateway.compliance;

import java.time.Instant;

/**
 * One publication of a list.
 *
 * @param list {@code ofac}, {@code un} or {@code national}
 * @param version as its publisher tells one from the other
 * @param published by its publisher, not by us
 */
public record ListVersion(String list, String version, Instant published, int entries) {}
