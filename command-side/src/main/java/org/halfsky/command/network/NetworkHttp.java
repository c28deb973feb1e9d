package org.halfsky.command.network;

import java.time.LocalDate;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.halfsky.command.http.Body;
import org.halfsky.command.http.Commands;
import org.halfsky.command.http.IfMatch;
import org.halfsky.command.http.Versions;
import org.halfsky.command.http.Versions.Answer;
import org.halfsky.command.network.NetworkCommand.AppointMediator;
import org.halfsky.command.network.NetworkCommand.CloseStation;
import org.halfsky.command.network.NetworkCommand.CorrectStation;
import org.halfsky.command.network.NetworkCommand.DismissMediator;
import org.halfsky.command.network.NetworkCommand.DissolveCommittee;
import org.halfsky.command.network.NetworkCommand.FormCommittee;
import org.halfsky.command.network.NetworkCommand.OpenStation;
import org.halfsky.command.network.NetworkCommand.RecordStationActivity;
import org.halfsky.command.network.NetworkCommand.RegisterUnit;
import org.halfsky.command.registers.JdbcRegisters;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.network.ActivityKind;
import org.halfsky.events.network.CommitteeMember;
import org.halfsky.events.network.StationClosingReason;
import org.halfsky.events.network.StationCorrectionReason;
import org.halfsky.events.network.StationKind;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Units of the four levels over HTTP. */
@RestController
@RequestMapping("/units/{unit}")
class NetworkHttp {

    private final Commands commands;
    private final JdbcRegisters registers;

    NetworkHttp(Commands commands, JdbcRegisters registers) {
        this.commands = commands;
        this.registers = registers;
    }

    /** A new unit, or another name for one: then from the version that was seen. */
    @PutMapping
    ResponseEntity<Answer> register(@PathVariable UnitCode unit, Actor by, @Body Registration asked,
            HttpServletRequest request) {
        boolean renames = registers.unitName(unit).filter(name -> !name.equals(asked.name())).isPresent();
        return answer(unit, by, new RegisterUnit(unit, asked.name()), renames ? Versions.seen(request) : null);
    }

    @PostMapping("/station")
    ResponseEntity<Answer> openStation(@PathVariable UnitCode unit, Actor by, IfMatch seen, @Body Station asked) {
        return answer(unit, by, new OpenStation(unit, asked.kind(), asked.hours()), seen);
    }

    @PostMapping("/station/closing")
    ResponseEntity<Answer> closeStation(@PathVariable UnitCode unit, Actor by, IfMatch seen, @Body Closing asked) {
        return answer(unit, by, new CloseStation(unit, asked.reason()), seen);
    }

    @PostMapping("/station/corrections")
    ResponseEntity<Answer> correctStation(@PathVariable UnitCode unit, Actor by, IfMatch seen,
            @Body Correction asked) {
        return answer(unit, by, new CorrectStation(unit, asked.hours(), asked.reason()), seen);
    }

    /** Several may record what their station did at the same time: none overwrites another. */
    @PostMapping("/station/activities")
    ResponseEntity<Answer> recordActivity(@PathVariable UnitCode unit, Actor by, @Body Activity asked) {
        return answer(unit, by, new RecordStationActivity(unit, asked.kind(), asked.on()), null);
    }

    @PostMapping("/committee")
    ResponseEntity<Answer> formCommittee(@PathVariable UnitCode unit, Actor by, IfMatch seen, @Body Committee asked) {
        List<CommitteeMember> members = asked.members().stream()
                .map(member -> new CommitteeMember(member.staff(), member.woman(), member.head())).toList();
        return answer(unit, by, new FormCommittee(unit, members, asked.formedOn()), seen);
    }

    @PostMapping("/committee/dissolution")
    ResponseEntity<Answer> dissolveCommittee(@PathVariable UnitCode unit, Actor by, IfMatch seen) {
        return answer(unit, by, new DissolveCommittee(unit), seen);
    }

    @PostMapping("/mediators")
    ResponseEntity<Answer> appoint(@PathVariable UnitCode unit, Actor by, IfMatch seen, @Body Appointment asked) {
        return answer(unit, by, new AppointMediator(unit, asked.mediator(), asked.trained(), asked.adult(),
                asked.appointedOn()), seen);
    }

    @PostMapping("/mediators/{mediator}/dismissal")
    ResponseEntity<Answer> dismiss(@PathVariable UnitCode unit, @PathVariable StaffId mediator, Actor by,
            IfMatch seen) {
        return answer(unit, by, new DismissMediator(unit, mediator), seen);
    }

    private ResponseEntity<Answer> answer(UnitCode unit, Actor by, NetworkCommand command, IfMatch seen) {
        return Versions.answer(commands.send(by, command, seen), "/network/" + unit);
    }

    record Registration(@NotNull @Size(max = 60) String name) {}

    record Station(@NotNull StationKind kind, @NotNull @Size(max = 120) String hours) {}

    record Closing(@NotNull StationClosingReason reason) {}

    record Correction(@NotNull @Size(max = 120) String hours, @NotNull StationCorrectionReason reason) {}

    record Activity(@NotNull ActivityKind kind, @NotNull LocalDate on) {}

    record Committee(@NotNull List<Member> members, @NotNull LocalDate formedOn) {}

    record Member(@NotNull StaffId staff, boolean woman, boolean head) {}

    record Appointment(@NotNull StaffId mediator, boolean trained, boolean adult, @NotNull LocalDate appointedOn) {}
}
