package gateway.compliance.lists;

import gateway.compliance.ListVersion;

/**
 * A list that was put in force.
 *
 * @param sha256 of its file, in hexadecimal
 */
public record AcceptedList(ListVersion version, String sha256) {}
