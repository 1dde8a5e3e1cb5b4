/** What the world around a bank does to it: lines that fall silent, disks that fill, clocks that jump. */
@org.jspecify.annotations.NullMarked
package sandbox.chaos.gales;
