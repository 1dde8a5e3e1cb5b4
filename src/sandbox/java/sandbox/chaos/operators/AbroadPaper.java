package sandbox.chaos.operators;

import java.util.UUID;

/**
 * One line of the partner's own book: what it believes once everything was answered.
 *
 * @param receiver whose wallet it is for
 * @param sent in cents
 * @param received in tiyin, as the gateway told at the check
 * @param confirmed whether it was; else it was left alone after its check
 */
record AbroadPaper(String id, UUID receiver, long sent, long received, boolean confirmed) {

    @Override
    public String toString() {
        return id + (confirmed ? " confirmed" : " checked");
    }
}
