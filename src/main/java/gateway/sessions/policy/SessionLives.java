package gateway.sessions.policy;

import java.time.Duration;

/**
 * How many sessions a customer may have, and how long they live.
 *
 * @param perCustomer signing in once more ends the oldest
 * @param idle a session that was not refreshed for so long has ended
 * @param absolute a session ends so long after its sign-in, whatever happens
 * @param refreshGrace how long the token before the current one still gets the current one: for an answer that was lost
 */
public record SessionLives(int perCustomer, Duration idle, Duration absolute, Duration refreshGrace) {}
