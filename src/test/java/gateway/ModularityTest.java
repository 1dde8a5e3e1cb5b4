package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The borders drawn in docs/architecture.md, enforced. */
class ModularityTest {

    static final ApplicationModules MODULES = ApplicationModules.of(GatewayApplication.class);

    @Test
    void modulesRespectTheirBorders() {
        MODULES.verify();
    }

    @Test
    void everyModuleNamesItsLayer() {
        assertThat(MODULES)
                .hasSizeGreaterThan(5)
                .allSatisfy(module -> assertThat(module.getDisplayName())
                        .as("display name of %s, as in \"2.1 Ledger\"", module.getIdentifier())
                        .matches("\\d(\\.\\d)? [A-Z]\\w+"));
    }

    /** A module's display name starts with its layer, as in "4 Payments"; imports only ever point downwards. */
    @Test
    void importsPointDownwards() {
        assertThat(MODULES)
                .allSatisfy(module -> module.getDirectDependencies(MODULES)
                        .uniqueModules()
                        .forEach(imported -> assertThat(layerOf(imported))
                                .as("layer of %s, imported by %s", imported.getIdentifier(), module.getIdentifier())
                                .isLessThan(layerOf(module))));
    }

    static BigDecimal layerOf(ApplicationModule module) {
        return new BigDecimal(module.getDisplayName().split(" ", 2)[0]);
    }
}
