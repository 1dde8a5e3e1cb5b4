package gateway.crossborder.rates;

import java.util.List;

/** How a provider writes rates. */
public interface RateFormat {

    /** As the settings write it. */
    String name();

    /** Those of currencies that we know. Throws {@link UnreadableRates}. */
    List<Observation> read(String provider, byte[] body);
}
