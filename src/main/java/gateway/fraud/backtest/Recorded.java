package gateway.fraud.backtest;

import gateway.fraud.rules.Per;
import gateway.fraud.rules.Seen;
import java.util.Map;
import java.util.UUID;

/**
 * An attempt as it was written down.
 *
 * @param counted whether its payment was opened
 * @param fraud whether it was reported as fraud later
 */
record Recorded(Seen seen, Map<Per, UUID> subjects, boolean counted, boolean fraud, Map<String, Object> features) {}
