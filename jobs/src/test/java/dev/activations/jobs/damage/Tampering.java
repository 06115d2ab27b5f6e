package dev.activations.jobs.damage;

import java.util.Arrays;
import java.util.Random;

/** Ways in which bytes come to harm. */
enum Tampering {
    FLIP {
        @Override
        byte[] of(byte[] bytes, int at, Random random) {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            return bytes;
        }
    },
    CUT {
        @Override
        byte[] of(byte[] bytes, int at, Random random) {
            return Arrays.copyOf(bytes, at);
        }
    },
    ZEROS {
        @Override
        byte[] of(byte[] bytes, int at, Random random) {
            Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(BLOCK)), (byte) 0);
            return bytes;
        }
    },
    NOISE {
        @Override
        byte[] of(byte[] bytes, int at, Random random) {
            byte[] noise = new byte[Math.min(bytes.length - at, 1 + random.nextInt(BLOCK))];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, at, noise.length);
            return bytes;
        }
    },
    GAP {
        @Override
        byte[] of(byte[] bytes, int at, Random random) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(BLOCK));
            byte[] shorter = Arrays.copyOf(bytes, bytes.length - end + at);
            System.arraycopy(bytes, end, shorter, at, bytes.length - end);
            return shorter;
        }
    };

    private static final int BLOCK = 64;

    /** As a table names it. */
    String words() {
        return switch (this) {
            case FLIP -> "flipped bit";
            case CUT -> "cut short";
            default -> "zeros, noise or a gap";
        };
    }

    /** What becomes of bytes, which are the method's own, when harm comes to them at a place. */
    abstract byte[] of(byte[] bytes, int at, Random random);
}
