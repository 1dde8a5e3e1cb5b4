package gateway.sessions.web;

import gateway.platform.crypto.Sha256;
import gateway.platform.http.Staff;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whose token it is that somebody calls {@code /admin} with. */
@Component
class StaffTokens {

    private final List<Holder> holders;

    /** @param hash of the token */
    private record Holder(byte[] hash, Staff staff) {}

    StaffTokens(AccessSettings settings) {
        this.holders = settings.staff().entrySet().stream()
                .map(member -> new Holder(
                        HexFormat.of().parseHex(member.getValue().tokenSha256()),
                        new Staff(member.getKey(), member.getValue().roles())))
                .toList();
    }

    /** Compares with everybody's, so that the time tells nobody how far down the list it was found. */
    Optional<Staff> holderOf(String token) {
        var hash = Sha256.of(token);
        var found = Optional.<Staff>empty();
        for (var holder : holders) {
            if (MessageDigest.isEqual(hash, holder.hash())) {
                found = Optional.of(holder.staff());
            }
        }
        return found;
    }
}
