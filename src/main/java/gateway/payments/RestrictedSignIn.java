package gateway.payments;

import gateway.fraud.Restrictions;
import gateway.fraud.Subject;
import gateway.fraud.Subject.Kind;
import gateway.sessions.SignInGuard;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets nobody sign in whom, or on a device that, an order of the state stops; when the order ends they may again. */
@Component
class RestrictedSignIn implements SignInGuard {

    private final Restrictions restrictions;

    RestrictedSignIn(Restrictions restrictions) {
        this.restrictions = restrictions;
    }

    @Override
    public Mono<Boolean> letsIn(CustomerId customer, DeviceId device) {
        return restrictions
                .of(List.of(new Subject(Kind.CUSTOMER, customer.value()), new Subject(Kind.DEVICE, device.value())))
                .map(Optional::isEmpty);
    }
}
