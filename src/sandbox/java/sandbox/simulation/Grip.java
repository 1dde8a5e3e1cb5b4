package sandbox.simulation;

import gateway.sessions.Revocation.Subject;
import gateway.sessions.signin.Tokens;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import sandbox.mobile.Device;

/** A session as its device holds it: every token it was ever given. */
final class Grip {

    private static final Pattern DEVICE = Pattern.compile("\"did\":\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("\"jti\":\"([^\"]+)\"");

    final CustomerId customer;
    final SessionId session;
    final Device device;
    final String deviceId;
    final long askedAt;
    /** Refresh tokens in the order in which they follow each other, as far as anybody was told. */
    final List<Refresh> chain = new ArrayList<>();

    final List<Access> tokens = new ArrayList<>();
    /** The newest refresh token whose device has heard of it. */
    int known;

    boolean attacked;

    Grip(Tokens first, Device device, long askedAt, long now) {
        this.customer = first.customer();
        this.session = first.session();
        this.device = device;
        this.askedAt = askedAt;
        this.deviceId = claim(DEVICE, first.access());
        chain.add(new Refresh(first.refresh(), now));
        given(first.access());
    }

    /** A refresh token and when somebody was first told of it, and first asked with it. */
    static final class Refresh {

        final String text;
        final long toldAt;
        long askedAt = Long.MAX_VALUE;
        private int asked;
        /** How often nobody was told what came of it. */
        int unheard;

        Refresh(String text, long toldAt) {
            this.text = text;
            this.toldAt = toldAt;
        }

        void asked(long now) {
            askedAt = Math.min(askedAt, now);
            asked++;
            unheard++;
        }
    }

    /** An access token of the session. */
    record Access(Grip grip, String text, String id) {

        boolean isTouchedBy(Subject subject) {
            return switch (subject.scope()) {
                case TOKEN -> subject.id().equals(id);
                default -> grip.isTouchedBy(subject);
            };
        }
    }

    /** @param heard whether its device knows */
    void refreshed(int place, boolean heard, String access) {
        if (heard) {
            known = Math.max(known, place + 1);
        }
        given(access);
    }

    private void given(String access) {
        tokens.add(new Access(this, access, claim(TOKEN, access)));
    }

    /** Whether a token may have been taken for a stolen one without anybody hearing of that, yet. */
    boolean mayBeReused(long now, long grace) {
        return IntStream.range(0, chain.size()).anyMatch(place -> {
            var it = chain.get(place);
            return it.unheard > 0 && it.asked > 1 && (attacked || place < known || now - it.askedAt > grace);
        });
    }

    /** When somebody was told of it: whatever was revoked after that ends it, with every token it is ever given. */
    long openedAt() {
        return chain.getFirst().toldAt;
    }

    Access newest() {
        return tokens.getLast();
    }

    boolean isTouchedBy(Subject subject) {
        return switch (subject.scope()) {
            case ALL, CLIENT -> true;
            case CUSTOMER -> subject.id().equals(customer.toString());
            case DEVICE -> subject.id().equals(deviceId);
            case SESSION -> subject.id().equals(session.toString());
            case TOKEN -> false;
        };
    }

    private static String claim(Pattern pattern, String token) {
        var payload = Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]);
        var matcher = pattern.matcher(new String(payload, StandardCharsets.UTF_8));
        return matcher.find() ? Objects.requireNonNull(matcher.group(1)) : "";
    }
}
