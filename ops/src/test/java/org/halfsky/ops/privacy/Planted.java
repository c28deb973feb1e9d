package org.halfsky.ops.privacy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Texts as women say them, each unlike any other on this machine, and where each was written: what is found later tells by itself
 * which field leaked.
 */
final class Planted {

    private static final String SURNAMES = "欧阳上官司徒令狐诸葛慕容皇甫尉迟";
    private static final int FIRST = '一';
    private static final int COUNT = 5000;

    private final Random random = new Random();
    private final Map<String, String> fields = new LinkedHashMap<>();

    /** A name of four characters. */
    String name(String field) {
        int surname = random.nextInt(SURNAMES.length() / 2) * 2;
        return kept(field, SURNAMES.substring(surname, surname + 2) + characters(2));
    }

    String phone(String field) {
        return kept(field, "13" + (1 + random.nextInt(8)) + "%08d".formatted(random.nextInt(100_000_000)));
    }

    String idNumber(String field) {
        return kept(field, "43092119%02d0312%03dX".formatted(60 + random.nextInt(40), random.nextInt(1000)));
    }

    String address(String field) {
        return kept(field, "益阳市" + characters(6) + "路%d号".formatted(1 + random.nextInt(900)));
    }

    /** What she says, with something in it that is found again. */
    String story(String field) {
        return "她说" + kept(field, characters(8)) + "，不敢回家。";
    }

    /** All of it, to be searched for. */
    Collection<String> all() {
        return fields.keySet();
    }

    /** Where it was written. */
    String field(String text) {
        return fields.get(text);
    }

    private String kept(String field, String text) {
        fields.put(text, field);
        return text;
    }

    private String characters(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) (FIRST + random.nextInt(COUNT)));
        }
        return text.toString();
    }
}
