package org.halfsky.query.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

import org.halfsky.events.contact.Channel;
import org.halfsky.events.contact.Nature;
import org.halfsky.events.contact.NonData;
import org.halfsky.events.contact.Relation;
import org.halfsky.events.contact.RightsCategory;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.Actor;
import org.halfsky.query.http.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The operator's desk: one contact at a time, from the first word to its register entry. The page makes the ids, so that a lost
 * answer can be asked for again without a second contact.
 */
@Controller
class DeskPage {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private final Clock clock;

    DeskPage(Clock clock) {
        this.clock = clock;
    }

    /** @param channel how the next contact comes; a call unless told otherwise */
    @GetMapping("/desk")
    String desk(Model page, Actor by, @RequestParam(required = false) String channel) {
        Instant now = clock.instant();
        page.addAttribute("channel", Pages.code(Channel.class, "channel", channel).orElse(Channel.CALL))
                .addAttribute("channels", Channel.values()).addAttribute("dismissals", NonData.values())
                .addAttribute("relations", Relation.values()).addAttribute("natures", Nature.values())
                .addAttribute("urgencies", Urgency.values()).addAttribute("dvForms", DvForm.values())
                .addAttribute("categories", RightsCategory.values())
                .addAttribute("subCategories",
                        Stream.of(SubCategory.values()).map(code -> new Pickable(code, Initials.of(code))).toList())
                .addAttribute("own", by.unit()).addAttribute("now", now.toEpochMilli())
                .addAttribute("arrived", MINUTE.format(now.atZone(clock.getZone())));
        return "desk/page";
    }

    /** A sub-category and what else finds it. */
    public record Pickable(SubCategory code, String typed) {}
}
