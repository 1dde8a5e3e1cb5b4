package gateway.crossborder;

import gateway.shared.ids.RemittanceId;
import java.util.UUID;

/** By which names a remittance is known to banks abroad; all follow from its id, so a repetition has the same. */
final class Names {

    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 5;
    private static final int LENGTH = 15;
    private static final int SHARD_BITS = 8;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private Names() {}

    /** Sixteen characters: 75 bits of when it was made and of chance. */
    static String instruction(RemittanceId id) {
        return "R" + letters(id.value());
    }

    static String recall(RemittanceId id) {
        return "C" + letters(id.value());
    }

    /** Version 4, as banks want it; what time and shard would give away is mixed up. */
    static UUID uetr(RemittanceId id) {
        long high = mix(id.value().getMostSignificantBits());
        long low = mix(id.value().getLeastSignificantBits() ^ high);
        return new UUID((high & ~0xF000L) | 0x4000L, (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    // All bits of one long reach all bits of the other (a finalizer of Stafford's).
    private static long mix(long bits) {
        long z = bits + MIX;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }

    // 45 bits of time are good for a thousand years from 1970; 30 of chance stand before the shard.
    private static String letters(UUID id) {
        var text = new StringBuilder(LENGTH);
        long time = id.getMostSignificantBits() >>> 16;
        long chance = id.getLeastSignificantBits() >>> SHARD_BITS;
        for (int i = 8; i >= 0; i--) {
            text.append(LETTERS.charAt((int) (time >>> (i * BITS)) & 31));
        }
        for (int i = 5; i >= 0; i--) {
            text.append(LETTERS.charAt((int) (chance >>> (i * BITS)) & 31));
        }
        return text.toString();
    }
}
