package gateway.notifications.sms;

/** What became of handing an SMS to a provider. */
sealed interface SmsAnswer {

    /** @param id the provider's name for it, in its reports */
    record Taken(String provider, String id) implements SmsAnswer {}

    /** Nothing is wrong with the provider: it does not send this to this phone. */
    record Refused(String provider, String why) implements SmsAnswer {}

    /** The provider is away, or silent, or wants nothing of ours now. It may have sent the text all the same. */
    record Failed(String provider, String why) implements SmsAnswer {}
}
