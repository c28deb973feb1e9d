package org.halfsky.command.http;

import org.springframework.context.support.ResourceBundleMessageSource;

/** The command side's sentences, as an assembler finds them. */
public final class Texts {

    private Texts() {}

    public static ResourceBundleMessageSource source() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasenames("messages/rules", "messages/problems");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        return texts;
    }
}
