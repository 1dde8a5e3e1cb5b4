package gateway.payments;

import gateway.cards.Scheme;

/** Money that a rail is asked for. */
public sealed interface OnRail extends Payment.Source permits Payment.Source.OwnCard, ShownCode, Bill {

    Scheme scheme();
}
