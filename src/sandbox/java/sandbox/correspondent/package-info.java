/**
 * Two correspondent banks, one reached over HTTPS and one in a folder, with durable books and a hand of their own at
 * ISO 20022.
 */
@org.jspecify.annotations.NullMarked
package sandbox.correspondent;
