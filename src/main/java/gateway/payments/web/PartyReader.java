package gateway.payments.web;

import gateway.cards.Scheme;
import gateway.payments.Parties;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.PaymentProblem;
import gateway.payments.ShownCode;
import gateway.payments.web.PaymentRequest.DestinationRequest;
import gateway.payments.web.PaymentRequest.SourceRequest;
import gateway.platform.http.Caller;
import gateway.shared.ids.CardId;
import gateway.shared.ids.MerchantId;
import gateway.shared.problems.ProblemException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads who pays and who is paid; exactly the fields of the named type must be there. */
@Component
class PartyReader {

    private final Parties parties;

    PartyReader(Parties parties) {
        this.parties = parties;
    }

    Mono<Source> source(Caller caller, SourceRequest request) {
        boolean card = request.card() != null;
        boolean code = request.code() != null;
        boolean through = request.through() != null;
        if (card != "card".equals(request.type())
                || code != "code".equals(request.type())
                || through != "bill".equals(request.type())) {
            return Mono.error(wrongSource());
        }
        return switch (request.type()) {
            case "card" -> parties.ownCard(caller.customer(), sourceCard(request.card()));
            case "code" -> Mono.just(new ShownCode(Scheme.UZUM, String.valueOf(request.code())));
            case "bill" -> parties.bill(caller.customer(), Scheme.CLICK);
            default -> Mono.just(new Source.OwnWallet());
        };
    }

    Mono<Destination> destination(Caller caller, DestinationRequest request) {
        long named = Stream.of(request.merchant(), request.card(), request.pan(), request.phone())
                .filter(Objects::nonNull)
                .count();
        if (named > 1) {
            return Mono.error(wrongDestination());
        }
        return switch (request.type()) {
            case "merchant" -> parties.toMerchant(merchant(request.merchant()));
            case "card" -> toCard(caller, request);
            default -> toWallet(caller, request, named);
        };
    }

    private Mono<Destination> toCard(Caller caller, DestinationRequest request) {
        if (request.pan() != null) {
            return parties.toPan(request.pan());
        }
        return request.card() == null
                ? Mono.error(wrongDestination())
                : parties.toOwnCard(
                        caller.customer(), CardId.parse(request.card()).orElseThrow(PartyReader::wrongDestination));
    }

    private Mono<Destination> toWallet(Caller caller, DestinationRequest request, long named) {
        if (request.phone() != null) {
            return parties.toWalletOf(request.phone());
        }
        return named == 0 ? Mono.just(new Destination.ToWallet(caller.customer())) : Mono.error(wrongDestination());
    }

    private static CardId sourceCard(@Nullable String text) {
        if (text == null) {
            throw wrongSource();
        }
        return CardId.parse(text).orElseThrow(PartyReader::wrongSource);
    }

    private static MerchantId merchant(@Nullable String text) {
        if (text == null) {
            throw wrongDestination();
        }
        return MerchantId.parse(text).orElseThrow(PartyReader::wrongDestination);
    }

    private static ProblemException wrongSource() {
        return PaymentProblem.SOURCE_INVALID
                .because("Name exactly what the type of the source needs")
                .with("field", "source");
    }

    private static ProblemException wrongDestination() {
        return PaymentProblem.DESTINATION_INVALID
                .because("Name exactly what the destination's type needs")
                .with("field", "destination");
    }
}
