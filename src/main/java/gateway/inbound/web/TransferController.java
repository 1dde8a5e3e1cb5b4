package gateway.inbound.web;

import gateway.crossborder.rates.Price;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.InboundRates;
import gateway.inbound.InboundSettings;
import gateway.inbound.No;
import gateway.inbound.Told;
import gateway.inbound.web.InboundDoor.Asked;
import gateway.inbound.web.TransferRequests.About;
import gateway.inbound.web.TransferRequests.CheckCredit;
import gateway.inbound.web.TransferRequests.Convert;
import gateway.inbound.web.TransferRequests.ReceiverBanks;
import gateway.shared.money.Money;
import java.util.List;
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
    private final InboundSettings settings;

    TransferController(InboundDoor door, Desk desk, InboundSettings settings) {
        this.door = door;
        this.desk = desk;
        this.settings = settings;
    }

    /** @param rate so'm for one unit */
    record ConvertView(long amountFrom, long amountTo, String currencyFrom, String currencyTo, String rate) {}

    /** @param banks always one: us */
    record BanksView(List<String> banks) {}

    /** Tells what a sum would be in so'm now. */
    @PostMapping(AT + "convert")
    Mono<ResponseEntity<Object>> convert(ServerHttpRequest request) {
        return door.serve(request, Convert.class, it -> Mono.fromSupplier(() -> converted(it.body())));
    }

    private ConvertView converted(Convert it) {
        if (!it.currencyTo().equals(InboundAsset.UZS)) {
            throw Refused.of("currencyTo", "Must be UZS");
        }
        var sent = new Money(it.amount(), InboundAsset.of("currencyFrom", it.currencyFrom()));
        Price price = desk.rates().of(sent.asset()).orElseThrow(() -> new Refused(No.NO_RATE));
        return new ConvertView(
                it.amount(),
                price.returns(sent).minor(),
                it.currencyFrom(),
                it.currencyTo(),
                InboundRates.text(price.value()));
    }

    /** Tells whether somebody with this phone can be sent money. */
    @PostMapping(AT + "receiver_banks")
    Mono<ResponseEntity<Object>> receiverBanks(ServerHttpRequest request) {
        return door.serve(
                request,
                ReceiverBanks.class,
                it -> desk.check()
                        .receiver(it.body().phone())
                        .map(found -> found.map(_ -> new BanksView(List.of(settings.bank())))
                                .orElseThrow(() -> new Refused(No.NO_BANKS))));
    }

    /** Checks a transfer and locks its rate. */
    @PostMapping(AT + "check_credit")
    Mono<ResponseEntity<Object>> checkCredit(ServerHttpRequest request) {
        return door.serve(
                request,
                CheckCredit.class,
                it -> desk.check()
                        .check(CheckQuestions.of(it.call().partner(), it.body()))
                        .map(TransferController::arrival)
                        .flatMap(arrival -> desk.names()
                                .masked(arrival.receiver())
                                .map(name -> TransferView.of(arrival, name.orElse(null)))));
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
        return door.serve(
                request,
                About.class,
                it -> desk.arrivals()
                        .find(key(it))
                        .map(found -> TransferView.of(found.orElseThrow(() -> new Refused(No.UNKNOWN)))));
    }

    private static ArrivalKey key(Asked<About> it) {
        return new ArrivalKey(it.call().partner(), it.body().externalTransferId());
    }

    private static gateway.inbound.Arrival arrival(Told told) {
        return switch (told) {
            case Told.Is(var it) -> it;
            case Told.Not(var why) -> throw new Refused(why);
        };
    }
}
