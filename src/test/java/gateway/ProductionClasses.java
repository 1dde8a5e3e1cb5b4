package gateway;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The product's own classes as ArchUnit reads them, once for all tests of this JVM: it takes seconds. */
final class ProductionClasses {

    static final JavaClasses ALL = new ClassFileImporter()
            .importUrl(GatewayApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    private ProductionClasses() {}
}
