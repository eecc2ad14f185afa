package io.offsetlab.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as text, the same in every locale and on every JVM. */
public final class Numbers {
    private static final long MILLISECOND = 1_000;
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private Numbers() {}

    /** {@code 12,345}. */
    public static String whole(long number) {
        String digits = Long.toString(number);
        int first = number < 0 ? 1 : 0;
        StringBuilder text = new StringBuilder(digits.substring(0, first));
        for (int i = first; i < digits.length(); i++) {
            if (i > first && (digits.length() - i) % 3 == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /** With so many digits behind the point, rounded half up from the exact value; {@code 1,234.5}. */
    public static String decimal(double number, int digits) {
        String plain = plain(number, digits);
        int point = plain.indexOf('.');
        String integer = point < 0 ? plain : plain.substring(0, point);
        boolean negative = integer.startsWith("-");
        String grouped = whole(Long.parseLong(negative ? integer.substring(1) : integer));
        return (negative ? "-" : "") + grouped + (point < 0 ? "" : plain.substring(point));
    }

    /** As {@link #decimal} without commas between thousands. */
    public static String plain(double number, int digits) {
        BigDecimal rounded = new BigDecimal(number).setScale(digits, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? BigDecimal.ZERO.setScale(digits).toPlainString() : rounded.toPlainString();
    }

    /** With three digits that tell something: {@code 0.123}, {@code 12.3}, {@code 1,234}. */
    public static String rough(double number) {
        double size = Math.abs(number);
        if (size >= 100 || size == 0) {
            return decimal(number, 0);
        }
        return decimal(number, size >= 10 ? 1 : size >= 1 ? 2 : 3);
    }

    /** As {@link #rough}, with a plus sign if it is above 0. */
    public static String signed(double number) {
        String text = rough(number);
        return number > 0 ? "+" + text : text;
    }

    /** {@code 12.3 %}. */
    public static String percent(double share) {
        double percent = share * 100;
        int digits = percent >= 10 || percent == 0 ? 0 : percent >= 0.1 ? 1 : percent >= 0.01 ? 2 : 3;
        return decimal(percent, digits) + " %";
    }

    /** A time in the unit that suits it: {@code 350 us}, {@code 1.25 ms}, {@code 45 s}, {@code 5.0 min}. */
    public static String duration(long micros) {
        if (micros < MILLISECOND) {
            return micros == 0 ? "0" : micros + " us";
        }
        if (micros < SECOND) {
            return rough((double) micros / MILLISECOND) + " ms";
        }
        if (micros < 3 * MINUTE) {
            return decimal((double) micros / SECOND, micros < 10 * SECOND ? 1 : 0) + " s";
        }
        return micros < 3 * HOUR
                ? decimal((double) micros / MINUTE, 1) + " min"
                : decimal((double) micros / HOUR, 1) + " h";
    }
}
