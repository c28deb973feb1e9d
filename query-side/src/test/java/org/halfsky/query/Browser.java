package org.halfsky.query;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.halfsky.events.ids.Actor;
import org.halfsky.testkit.PageWorld;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** Asks for pages as somebody, in a language. */
public final class Browser {

    private final MockMvc web;

    public Browser(WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    /** The answer to a program. */
    public MockHttpServletResponse json(Actor actor, String path, Object... variables) throws Exception {
        MockHttpServletResponse answer = web.perform(get(path, variables).accept("application/json")
                .requestAttr(PageWorld.ACTOR, actor)).andReturn().getResponse();
        answer.setCharacterEncoding("UTF-8");
        return answer;
    }

    /** The answer to a browser. */
    public MockHttpServletResponse answer(Actor actor, String lang, String path, Object... variables)
            throws Exception {
        MockHttpServletResponse answer = web.perform(get(path, variables).accept("text/html")
                .locale(Locale.forLanguageTag(lang)).header("Accept-Language", lang)
                .requestAttr(PageWorld.ACTOR, actor)).andReturn().getResponse();
        answer.setCharacterEncoding("UTF-8");
        return answer;
    }

    /** A page that is there, complete in its words and without anything inline. */
    public String page(Actor actor, String lang, String path, Object... variables) throws Exception {
        MockHttpServletResponse answer = answer(actor, lang, path, variables);
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        String page = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).as("no missing word").doesNotContain("??").doesNotContainPattern("\\{\\d\\}");
        assertThat(page).as("nothing inline").doesNotContainPattern("<script(?![^>]* src=)").doesNotContain("<style")
                .doesNotContainPattern("\\sstyle=\"").doesNotContainPattern("\\son[a-z]+=\"");
        return page;
    }
}
