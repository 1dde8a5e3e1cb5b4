package gateway.inbound.web;

import gateway.inbound.Arrival;
import gateway.inbound.Arrival.State.Approved;
import gateway.inbound.Arrival.State.Failed;
import gateway.inbound.Arrival.State.InReview;
import gateway.inbound.Arrival.State.Succeeded;
import gateway.inbound.InboundRates;
import gateway.inbound.Into;
import gateway.inbound.web.InboundDoor.ErrorView;
import gateway.rulebook.BankTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as its partner sees it; of the receiver never more than a masked name.
 *
 * @param error why it failed; absent unless it did
 */
record TransferView(
        @Nullable String rrn,
        String externalTransferId,
        String transferId,
        long senderAmount,
        String senderCurrencyCode,
        String receiverPaymentSystem,
        long receiverAmount,
        String receiverCurrencyCode,
        @Nullable String receiverCardholderName,
        @Nullable String receiverCardNumber,
        String exchangeRate,
        String transferType,
        String createdDateTime,
        @Nullable String completedDateTime,
        String status,
        @Nullable ErrorView error) {

    /** The network of the cards that we issue. */
    static final String OURS = "VISA";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

    static TransferView of(Arrival it) {
        return of(it, null, null);
    }

    /** @param number masked */
    static TransferView of(Arrival it, @Nullable String name, @Nullable String number) {
        return new TransferView(
                it.state() instanceof Succeeded ? it.reference() : null,
                it.key().theirId(),
                it.id().toString(),
                it.sent().minor(),
                it.sent().asset().code(),
                system(it.into()),
                it.received().minor(),
                it.received().asset().code(),
                name,
                number,
                InboundRates.text(it.rate()),
                "TO_UZ",
                time(it.checkedAt()),
                switch (it.state()) {
                    case Approved _, InReview _ -> null;
                    case Succeeded(var at) -> time(at);
                    case Failed(var at, var _) -> time(at);
                },
                status(it.state()),
                it.state() instanceof Failed(var _, var why) ? ErrorView.of(why) : null);
    }

    static String system(Into into) {
        return switch (into) {
            case Into.Wallet _ -> "WALLET";
            case Into.IssuedCard _ -> OURS;
            case Into.LinkedCard it -> it.scheme().name();
        };
    }

    static String status(Arrival.State state) {
        return switch (state) {
            case Approved _ -> "APPROVED";
            case InReview _ -> "PENDING";
            case Succeeded _ -> "SUCCESS";
            case Failed _ -> "FAILED";
        };
    }

    static String time(Instant at) {
        return TIME.format(LocalDateTime.ofInstant(at, BankTime.ZONE));
    }
}
