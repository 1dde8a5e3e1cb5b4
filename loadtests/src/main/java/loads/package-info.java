/** Load tests with Gatling: what arrives, how often, and what must hold while it does and afterwards. */
@org.jspecify.annotations.NullMarked
package loads;
