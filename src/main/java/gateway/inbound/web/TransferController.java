package gateway.inbound.web;

import gateway.crossborder.rates.Price;
import gateway.inbound.Arrival;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.CallRates.Kind;
import gateway.inbound.InboundRates;
import gateway.inbound.No;
import gateway.inbound.Terms;
import gateway.inbound.Told;
import gateway.inbound.web.InboundDoor.Asked;
import gateway.inbound.web.TransferRequests.About;
import gateway.inbound.web.TransferRequests.CheckCredit;
import gateway.inbound.web.TransferRequests.Convert;
import gateway.inbound.web.TransferRequests.ReceiverBanks;
import gateway.rulebook.BankTime;
import gateway.shared.ids.PartnerId;
import gateway.shared.money.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where partners abroad send money to our customers; every call is signed. */
@RestController
class TransferController {

    private static final String AT = "/cbt/v1/transfer/";

    private final InboundDoor door;
    private final Desk desk;
    private final Terms terms;
    private final Clock clock;

    TransferController(InboundDoor door, Desk desk, Terms terms, Clock clock) {
        this.door = door;
        this.desk = desk;
        this.terms = terms;
        this.clock = clock;
    }

    /** @param rate so'm for one unit */
    record ConvertView(long amountFrom, long amountTo, String currencyFrom, String currencyTo, String rate) {}

    /** @param banks always one: us */
    record BanksView(List<String> banks) {}

    /** Tells what a sum would be in so'm now. */
    @PostMapping(AT + "convert")
    Mono<ResponseEntity<Object>> convert(ServerHttpRequest request) {
        return door.serve(request, Kind.LOOKUP, Convert.class, it -> Mono.fromSupplier(() -> converted(it.body())));
    }

    private ConvertView converted(Convert it) {
        if (!it.currencyTo().equals(InboundAsset.UZS)) {
            throw Refused.of("currencyTo", "Must be UZS");
        }
        var sent = new Money(it.amount(), InboundAsset.of("currencyFrom", it.currencyFrom()));
        Price price = desk.rates().of(sent.asset()).orElseThrow(() -> new Refused(No.NO_RATE));
        var received = InboundRates.worth(price, sent).orElseThrow(() -> new Refused(No.TOO_MUCH_AT_ONCE));
        return new ConvertView(
                it.amount(), received.minor(), it.currencyFrom(), it.currencyTo(), InboundRates.text(price.value()));
    }

    /** Tells whether somebody with this phone can be sent money. */
    @PostMapping(AT + "receiver_banks")
    Mono<ResponseEntity<Object>> receiverBanks(ServerHttpRequest request) {
        return door.serve(request, Kind.LOOKUP, ReceiverBanks.class, it -> banks(it.body()));
    }

    private Mono<BanksView> banks(ReceiverBanks it) {
        return desk.receivers()
                .byPhone(it.phone())
                .filter(Optional::isPresent)
                .map(_ -> new BanksView(List.of(terms.bank())))
                .switchIfEmpty(Mono.error(() -> new Refused(No.NO_BANKS)));
    }

    /** Checks a transfer and locks its rate. */
    @PostMapping(AT + "check_credit")
    Mono<ResponseEntity<Object>> checkCredit(ServerHttpRequest request) {
        return door.serve(
                request, Kind.CHECK, CheckCredit.class, it -> checked(it.call().partner(), it.body()));
    }

    private Mono<TransferView> checked(PartnerId partner, CheckCredit it) {
        return desk.check()
                .check(CheckQuestions.of(partner, it, LocalDate.ofInstant(clock.instant(), BankTime.ZONE)))
                .map(TransferController::arrival)
                .flatMap(this::named);
    }

    private Mono<TransferView> named(Arrival arrival) {
        return Mono.zip(
                desk.names().masked(arrival.receiver()),
                desk.receivers().maskedNumber(arrival),
                (name, number) -> TransferView.of(arrival, name.orElse(null), number.orElse(null)));
    }

    /** Credits a transfer that was checked, once. */
    @PostMapping(AT + "confirm_credit")
    Mono<ResponseEntity<Object>> confirmCredit(ServerHttpRequest request) {
        return door.serve(
                request,
                About.class,
                it -> desk.take()
                        .confirm(key(it))
                        .map(TransferController::arrival)
                        .map(TransferView::of));
    }

    /** Tells how a transfer stands. */
    @PostMapping(AT + "status")
    Mono<ResponseEntity<Object>> status(ServerHttpRequest request) {
        return door.serve(request, About.class, it -> shown(key(it)));
    }

    private Mono<TransferView> shown(ArrivalKey key) {
        return desk.arrivals()
                .find(key)
                .flatMap(found -> Mono.justOrEmpty(found))
                .map(TransferView::of)
                .switchIfEmpty(Mono.error(() -> new Refused(No.UNKNOWN)));
    }

    private static ArrivalKey key(Asked<About> it) {
        return new ArrivalKey(it.call().partner(), it.body().externalTransferId());
    }

    private static Arrival arrival(Told told) {
        return switch (told) {
            case Told.Is(var it) -> it;
            case Told.Not(var why) -> throw new Refused(why);
        };
    }
}
