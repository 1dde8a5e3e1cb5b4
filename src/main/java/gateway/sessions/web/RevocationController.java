package gateway.sessions.web;

import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.sessions.Revocation;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.Revocations;
import gateway.sessions.SessionProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Lets the bank's staff end access. */
@RestController
class RevocationController {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** What each kind of access is named by. */
    private static final Map<Scope, String> NAMES = Map.of(
            Scope.ALL, "\\*",
            Scope.CLIENT, "[A-Za-z0-9._-]{1,64}",
            Scope.CUSTOMER, "cus_" + UUID,
            Scope.DEVICE, "dev_" + UUID,
            Scope.SESSION, "ses_" + UUID,
            Scope.TOKEN, "tok_" + UUID);

    private final Revocations revocations;

    RevocationController(Revocations revocations) {
        this.revocations = revocations;
    }

    /**
     * @param subject an id with its prefix; {@code *} for all
     * @param reason for the audit trail
     */
    record RevocationRequest(
            @NotBlank @Pattern(regexp = "all|client|customer|device|session|token")
            String scope,

            @NotBlank @Size(max = 64) String subject,

            @NotBlank @Size(max = 200) @Pattern(regexp = "[^\\p{Cntrl}]*")
            String reason) {}

    /** It holds on this node now and on every node within a second. */
    record RevocationView(String scope, String subject, long epoch, Instant at) {

        static RevocationView of(Revocation it, String scope) {
            return new RevocationView(scope, it.subject().id(), it.epoch(), it.at());
        }
    }

    /**
     * Revokes access by token, session, device, customer or client, or all of it, on every node within a second. For
     * staff.
     */
    @PostMapping("/admin/api/revocations")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<RevocationView> revoke(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.FRAUD}) Staff staff,
            @Valid @RequestBody RevocationRequest body) {
        var scope = scope(body.scope());
        if (!body.subject().matches(NAMES.getOrDefault(scope, ""))) {
            throw SessionProblem.REVOCATION_INVALID
                    .because("That is not the name of a " + body.scope())
                    .with("field", "subject");
        }
        return revocations
                .revoke(new Subject(scope, body.subject()), body.reason(), "staff:" + staff.name())
                .map(it -> RevocationView.of(it, body.scope()));
    }

    private static Scope scope(String name) {
        return switch (name) {
            case "all" -> Scope.ALL;
            case "client" -> Scope.CLIENT;
            case "customer" -> Scope.CUSTOMER;
            case "device" -> Scope.DEVICE;
            case "session" -> Scope.SESSION;
            case "token" -> Scope.TOKEN;
            default -> throw SessionProblem.REVOCATION_INVALID.because("There is no scope of that name");
        };
    }
}
