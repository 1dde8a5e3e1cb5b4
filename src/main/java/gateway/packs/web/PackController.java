package gateway.packs.web;

import gateway.packs.ListPacks;
import gateway.packs.ProposePack;
import gateway.packs.ProposePack.Proposal;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.rulebook.PackText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows which packs are in force. */
@RestController
class PackController {

    private final ListPacks packs;
    private final ProposePack propose;

    PackController(ListPacks packs, ProposePack propose) {
        this.packs = packs;
        this.propose = propose;
    }

    /**
     * @param number of its activation; 0 for the one the node was configured with
     * @param since null for the configured one
     */
    record PackView(String kind, long number, @Nullable Instant since) {}

    /** @param act to be approved by a colleague until then */
    record ProposedView(UUID act, String subject, Instant expiresAt) {}

    /** One of each kind. */
    record PackList(List<PackView> packs) {}

    /**
     * Proposes a pack: the body is its text. It takes the place of the one in force when a colleague approves the act.
     * For staff.
     */
    @PostMapping(path = "/admin/api/packs/{kind}", consumes = "application/yaml")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ProposedView> propose(
            @Needs(StaffRole.POLICY) Staff staff,
            @PathVariable String kind,
            @RequestHeader("Pack-Signer") String signer,
            @RequestHeader("Pack-Signature") String signature,
            @RequestParam String reason,
            @RequestBody Flux<DataBuffer> text) {
        return DataBufferUtils.join(text, PackText.MOST_BYTES)
                .map(PackController::bytes)
                .flatMap(bytes -> propose.propose(new Proposal(kind, bytes, signer, signature), reason, staff))
                .map(act -> new ProposedView(act.id(), act.subject(), act.expiresAt()));
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    /** The packs in force on the node that answers. For staff. */
    @GetMapping("/admin/api/packs")
    Mono<PackList> list(@Needs({StaffRole.POLICY, StaffRole.AUDITOR}) Staff staff) {
        return Mono.fromSupplier(() -> new PackList(packs.inForce().stream()
                .map(it -> new PackView(it.kind(), it.number(), it.since()))
                .toList()));
    }
}
