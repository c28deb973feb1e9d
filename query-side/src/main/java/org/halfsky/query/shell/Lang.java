package org.halfsky.query.shell;

import java.util.Locale;

/** The languages of the pages: Chinese first. */
public enum Lang {
    ZH("zh-CN", "中文", Locale.SIMPLIFIED_CHINESE), EN("en", "English", Locale.ENGLISH);

    private final String htmlLang;
    private final String ownName;
    private final Locale locale;

    Lang(String htmlLang, String ownName, Locale locale) {
        this.htmlLang = htmlLang;
        this.ownName = ownName;
        this.locale = locale;
    }

    /** The language a locale is answered in: English when it is English, else Chinese. */
    public static Lang of(Locale locale) {
        return locale.getLanguage().equals("en") ? EN : ZH;
    }

    public String htmlLang() {
        return htmlLang;
    }

    /** What its speakers call it. */
    public String ownName() {
        return ownName;
    }

    public Locale locale() {
        return locale;
    }

    /** The value of the {@code lang} parameter and cookie. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
