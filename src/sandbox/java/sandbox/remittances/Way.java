package sandbox.remittances;

import sandbox.correspondent.CorrespondentHost;

/** Where money goes: a country, its currency, and the bank that takes it there. */
public enum Way {
    DOLLARS_HTTPS(CorrespondentHost.HTTPS, "AT", "USD", "AT611904300234573201", "GIBAATWWXXX", "Wien"),
    DOLLARS_FILES(CorrespondentHost.FILES, "GB", "USD", "GB82WEST12345698765432", "WESTGB2LXXX", "London"),
    EUROS_HTTPS(CorrespondentHost.HTTPS, "DE", "EUR", "DE89370400440532013000", "COBADEFFXXX", "Berlin"),
    EUROS_FILES(CorrespondentHost.FILES, "FR", "EUR", "FR1420041010050500013M02606", "PSSTFRPPXXX", "Paris"),
    /** Both banks serve it, the one over HTTPS first. */
    DOLLARS_EITHER(CorrespondentHost.HTTPS, "US", "USD", "", "", "New York"),
    /** The same corridor while the first bank cannot be reached. */
    DOLLARS_SECOND(CorrespondentHost.FILES, "US", "USD", "", "", "New York");

    private final String bank;
    private final String country;
    private final String currency;
    private final String iban;
    private final String bic;
    private final String town;

    Way(String bank, String country, String currency, String iban, String bic, String town) {
        this.bank = bank;
        this.country = country;
        this.currency = currency;
        this.iban = iban;
        this.bic = bic;
        this.town = town;
    }

    /** Who takes it when nothing is wrong. */
    public String bank() {
        return bank;
    }

    public String currency() {
        return currency;
    }

    /** As the app asks for it. */
    String beneficiary(String name) {
        var where = iban.isEmpty()
                ? "\"account\":\"000123456789\",\"bankCode\":\"021000021\",\"bankName\":\"First Bank\","
                        + "\"bankTown\":\"Chicago\",\"street\":\"5th Avenue\",\"purpose\":\"FAMI\""
                : "\"iban\":\"%s\",\"bic\":\"%s\"".formatted(iban, bic);
        return "{\"name\":\"%s\",\"country\":\"%s\",\"currency\":\"%s\",\"town\":\"%s\",%s}"
                .formatted(name, country, currency, town, where);
    }
}
