package gateway.inbound.web;

import gateway.inbound.Arrivals;
import gateway.inbound.CheckArrival;
import gateway.inbound.InboundRates;
import gateway.inbound.ReceiverNames;
import gateway.inbound.Receivers;
import gateway.inbound.TakeArrivals;
import org.springframework.stereotype.Component;

/** Everything that calls about transfers are answered from. */
@Component
record Desk(
        CheckArrival check,
        TakeArrivals take,
        Arrivals arrivals,
        InboundRates rates,
        Receivers receivers,
        ReceiverNames names) {}
