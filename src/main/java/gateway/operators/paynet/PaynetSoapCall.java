package gateway.operators.paynet;

import java.util.Map;
import java.util.Optional;

/**
 * A call of the older SOAP service as it came.
 *
 * @param operation such as {@code PerformTransaction}
 * @param fields texts by name, the password among them
 * @param parameters what {@code paramKey} and {@code paramValue} say
 */
record PaynetSoapCall(String operation, Map<String, String> fields, Map<String, String> parameters) {

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    @Override
    public String toString() {
        return "PaynetSoapCall[" + fields.keySet() + "]";
    }
}
