package gateway.issuing;

/** How a card is used. */
public enum Channel {
    POS,
    ECOM,
    ATM,
    CONTACTLESS,
    QR,
    MOTO,
    /** Something the message does not tell; allowed only where no channel is singled out. */
    UNTOLD
}
