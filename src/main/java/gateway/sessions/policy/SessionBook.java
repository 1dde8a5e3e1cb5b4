package gateway.sessions.policy;

import gateway.rulebook.Timeline;

/** All rules of a pack; of each there is always one version. */
public record SessionBook(
        Timeline<CodePolicy> codes, Timeline<SessionLives> sessions, Timeline<NewDeviceRule> newDevice) {}
