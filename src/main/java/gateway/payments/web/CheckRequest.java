package gateway.payments.web;

import gateway.payments.web.PaymentRequest.AmountRequest;
import gateway.payments.web.PaymentRequest.DestinationRequest;
import gateway.payments.web.PaymentRequest.SourceRequest;
import jakarta.validation.Valid;

/** A payment that is only asked about, written like one that is made. */
record CheckRequest(
        @Valid AmountRequest amount,
        @Valid SourceRequest source,
        @Valid DestinationRequest destination) {}
