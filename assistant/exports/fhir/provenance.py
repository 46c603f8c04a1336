"""Who said what: the person, or a helper who read and typed for them."""

from __future__ import annotations

from assistant.exports.fhir.parts import Json, Parts, hl7

SOFTWARE = "Vive Voix"


def add_provenance(parts: Parts) -> None:
    """One Provenance for each voice, over all the resources that come from it."""
    if not parts.resources:
        return
    targets: dict[tuple[str, str], list[str]] = {}
    latest: dict[tuple[str, str], str] = {}
    for key, answers in parts.origins.items():
        for answer in answers:
            voice: tuple[str, str] = (answer.by, answer.by_name or "")
            if key not in targets.setdefault(voice, []):
                targets[voice].append(key)
            at = answer.at.isoformat(timespec="seconds")
            latest[voice] = max(latest.get(voice, ""), at)
    device = {
        "resourceType": "Device",
        "deviceName": [{"name": SOFTWARE, "type": "user-friendly-name"}],
    }
    software = parts.add("software", device)
    for voice, keys in targets.items():
        by, name = voice
        agents = [_agent("author", parts.patient())]
        if by == "helper":
            who = parts.reference("helper") if "helper" in parts.resources else {}
            told: Json = {**who, **({"display": name} if name else {})} or {"display": "?"}
            agents = [_agent("enterer", told), _agent("informant", parts.patient())]
        agents.append(_agent("assembler", software))
        provenance = {
            "resourceType": "Provenance",
            "target": [parts.reference(key) for key in keys],
            "recorded": latest[voice],
            "agent": agents,
        }
        parts.add(f"provenance/{by}/{name}", provenance)


def _agent(role: str, who: Json) -> Json:
    return {"type": hl7("provenance-participant-type", role), "who": who}
