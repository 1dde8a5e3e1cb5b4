package gateway.webhooks.partners;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.platform.http.RequestProblem;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.PartnerKeyId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What acts about partners contain, such as a key: exactly the fields of the kind, or a problem that names the field.
 */
public final class ActTextFuzz implements FuzzTarget {

    private static final Set<RequestProblem> DOCUMENTED = Set.of(RequestProblem.FIELD_INVALID);

    /** As {@link GivePartnerKey} has it. */
    record Content(
            String partner,
            String key,
            String hash,
            List<String> scopes,
            @Nullable String replaces) {}

    /** What is made of it. */
    record Made(
            PartnerId partner,
            PartnerKeyId key,
            int bytes,
            List<String> scopes,
            @Nullable PartnerKeyId replaces) {}

    @Override
    public void read(byte[] input) throws Exception {
        var text = Promises.text(input);
        var made = Promises.refusing(DOCUMENTED, () -> ActText.read(text, Content.class, ActTextFuzz::made));
        if (made != null) {
            Promises.holds(made.bytes() >= 0 && made.scopes().stream().noneMatch(String::isEmpty), "scopes are words");
        }
    }

    private static Made made(Content it) {
        if (!PartnerKeys.Scope.areKnown(it.scopes())) {
            throw new IllegalArgumentException("Not scopes");
        }
        return new Made(
                ActText.id(PartnerId.parse(it.partner())),
                ActText.id(PartnerKeyId.parse(it.key())),
                ActText.bytes(it.hash()).length,
                List.copyOf(it.scopes()),
                ActText.idOrNull(it.replaces(), PartnerKeyId::parse));
    }
}
