package org.halfsky.command.network;

import org.halfsky.command.house.CommandHouse;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.network.CommitteeMember;
import org.halfsky.events.network.NetworkEvent.CommitteeDissolved;
import org.halfsky.events.network.NetworkEvent.CommitteeFormed;
import org.halfsky.events.network.NetworkEvent.MediatorAppointed;
import org.halfsky.events.network.NetworkEvent.MediatorDismissed;
import org.halfsky.events.network.NetworkEvent.StationActivityRecorded;
import org.halfsky.events.network.NetworkEvent.StationClosed;
import org.halfsky.events.network.NetworkEvent.StationCorrected;
import org.halfsky.events.network.NetworkEvent.StationOpened;
import org.halfsky.events.network.NetworkEvent.UnitRegistered;
import org.halfsky.events.network.NetworkEvent.UnitRenamed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

class NetworkHttpTest {

    private static final String ADMINISTRATOR = "root ADMINISTRATOR 430000000000";
    private static final String HEAD = "head RIGHTS_HEAD 430903000000";
    private static final UnitCode HESHAN = new UnitCode("430903000000");

    private static CommandHouse house;

    @BeforeAll
    static void open() {
        house = new CommandHouse();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void a_unit_is_built_up_and_taken_down() throws Exception {
        register("430000000000", "湖南省").andExpect(status().isCreated());
        register("430903000000", "赫山区").andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.rule").value("NET-PARENT"));
        register("430900000000", "益阳市").andExpect(status().isCreated());
        register("430903000000", "赫山").andExpect(status().isCreated()).andExpect(header().string("ETag", "\"0\""))
                .andExpect(jsonPath("$.location").value("/network/430903000000"));

        register("430903000000", "赫山").andExpect(status().isOk());
        register("430903000000", "赫山区").andExpect(status().isPreconditionRequired());
        house.http().perform(put("/units/430903000000").header(CommandHouse.ACTOR, ADMINISTRATOR)
                .header("If-Match", "\"0\"").contentType(MediaType.APPLICATION_FORM_URLENCODED).param("name", "赫山区"))
                .andExpect(status().isOk()).andExpect(header().string("ETag", "\"1\""));

        act("/station", 1, "kind", "MEDIATION_STATION", "hours", "周一至周五").andExpect(status().isOk());
        act("/station/activities", null, "kind", "MEDIATION", "on", "2026-11-19").andExpect(status().isOk());
        act("/mediators", 3, "mediator", "li", "trained", "on", "adult", "on", "appointedOn", "2026-11-20")
                .andExpect(status().isConflict()).andExpect(jsonPath("$.rule").value("MED-NOCOMM"))
                .andExpect(jsonPath("$.ruleId").value("MED-08"))
                .andExpect(jsonPath("$.basis").value("《人民调解法》第13条"));
        act("/committee", 3, "formedOn", "2026-11-20", "members[0].staff", "li", "members[0].head", "true",
                "members[1].staff", "wang", "members[2].staff", "zhou").andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.rule").value("MED-COMM")).andExpect(jsonPath("$.field").value("members"));
        act("/committee", 3, "formedOn", "2026-11-20", "members[0].staff", "li", "members[0].head", "true",
                "members[0].woman", "true", "members[1].staff", "wang", "members[2].staff", "zhou")
                .andExpect(status().isOk());
        act("/mediators", 4, "mediator", "li", "trained", "on", "adult", "on", "appointedOn", "2026-11-20")
                .andExpect(status().isOk());
        act("/mediators/li/dismissal", 5).andExpect(status().isOk());
        act("/mediators", 6, "mediator", "zhao", "trained", "on", "adult", "on", "appointedOn", "2026-11-20")
                .andExpect(status().isOk());
        act("/committee/dissolution", 7).andExpect(status().isOk());
        act("/station/corrections", 9, "hours", "周一至周五", "reason", "张某记错").andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.field").value("reason"));
        act("/station/corrections", 9, "hours", "周一至周五", "reason", "MISTYPED").andExpect(status().isOk());
        act("/station/closing", 10, "reason", "并入张某的站").andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.field").value("reason"));
        act("/station/closing", 10, "reason", "MERGED").andExpect(status().isOk());

        assertThat(house.events(HESHAN)).hasExactlyElementsOfTypes(UnitRegistered.class, UnitRenamed.class,
                StationOpened.class, StationActivityRecorded.class, CommitteeFormed.class, MediatorAppointed.class,
                MediatorDismissed.class, MediatorAppointed.class, MediatorDismissed.class, CommitteeDissolved.class,
                StationCorrected.class, StationClosed.class);
        assertThat(((CommitteeFormed) house.events(HESHAN).get(4)).members())
                .contains(new CommitteeMember(new StaffId("li"), true, true));
    }

    @Test
    void only_the_administrator_registers_and_only_the_head_appoints() throws Exception {
        house.http().perform(put("/units/430903101000").header(CommandHouse.ACTOR, HEAD)
                .contentType(MediaType.APPLICATION_JSON).content("{\"name\":\"某镇\"}")).andExpect(status().isForbidden())
                .andExpect(jsonPath("$.rule").value("HOUSE-ROLE"));
        house.http().perform(post("/units/430921000000/committee/dissolution").header(CommandHouse.ACTOR, HEAD)
                .header("If-Match", "0")).andExpect(status().isForbidden())
                .andExpect(jsonPath("$.rule").value("HOUSE-UNIT"));
        house.http().perform(post("/units/43/committee/dissolution").header(CommandHouse.ACTOR, HEAD)
                .header("If-Match", "0")).andExpect(status().isNotFound());
    }

    private static ResultActions register(String unit, String name) throws Exception {
        return house.http().perform(put("/units/" + unit).header(CommandHouse.ACTOR, ADMINISTRATOR)
                .contentType(MediaType.APPLICATION_JSON).content("{\"name\":\"" + name + "\"}"));
    }

    private static ResultActions act(String what, Integer seen, String... fields) throws Exception {
        MockHttpServletRequestBuilder request = post("/units/430903000000" + what).header(CommandHouse.ACTOR, HEAD)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return house.http().perform(seen == null ? request : request.header("If-Match", "\"" + seen + '"'));
    }
}
