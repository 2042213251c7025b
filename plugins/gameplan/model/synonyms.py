"""Words that people use for ours, in English, German and French: what is probably meant by a key, a status or a type of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.faults import simplified
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from gameplan.model.status import Status

_KEYS = {
    "title": "name, headline, heading, subject, subject line, topic, titel, überschrift, betreff, thema, titre, nom, objet, sujet",
    "goals": "objective, objectives, okr, okrs, ziel, ziele, objectif, objectifs, but, buts, serves, supports goal, business goal",
    "owner": "assignee, assigned, assigned to, assigned by, responsible, person responsible, lead, author, writer, dri, who, "
    "accountable, verantwortlich, verantwortliche, verantwortlicher, zuständig, bearbeiter, autor, responsable, auteur, "
    "propriétaire, assigné à, pilote",
    "contributors": "contributor, collaborators, helpers, team, people, members, participants, mitwirkende, beteiligte, mitarbeiter, "
    "participants, équipe, contributeurs, intervenants",
    "start": "due, due date, due on, due by, deadline, publish, publish date, publish on, publication date, publishing date, "
    "publishdate, release date, launch date, go live, go live date, live date, post date, send date, scheduled for, scheduled date, "
    "when, day, begin, begins, beginning, start date, start time, event date, from, fällig, fällig am, fälligkeit, "
    "fälligkeitsdatum, datum, termin, beginn, startdatum, anfang, von, veröffentlichung, veröffentlichungsdatum, "
    "veröffentlichungstermin, erscheint, erscheint am, erscheinungsdatum, échéance, date d'échéance, date de publication, "
    "date de parution, date de début, date limite, début, publier le, prévu le, quand",
    "end": "ends, end date, end time, finish, finishes, finish date, until, till, to, ende, enddatum, bis, fin, date de fin, jusqu'au",
    "published": "published on, published at, went live, publication day, veröffentlicht, veröffentlicht am, erschienen am, publié, "
    "publié le, paru le",
    "status": "state, progress, stage of work, zustand, stand, fortschritt, statut, état, avancement",
    "type": "category, content type, format, content format, asset type, art, typ, inhaltstyp, kategorie, catégorie, type de contenu",
    "channels": "platform, platforms, medium, media, network, networks, where to publish, kanal, kanäle, plattform, canal, canaux, "
    "plateforme, support",
    "audiences": "persona, personas, target, targets, target audience, target group, segment, buyer persona, zielgruppe, zielgruppen, "
    "public, public cible, cible, cibles, audience cible",
    "messages": "key message, key messages, claim, botschaft, botschaften, kernbotschaft, message clé, messages clés",
    "kpis": "metric, metrics, measure, measures, kennzahl, kennzahlen, messgröße, indicateur, indicateurs, mesures",
    "campaign": "part of, belongs to, parent, project, program, programme, kampagne, projekt, teil von, campagne, projet",
    "depends_on": "blocked by, dependency, dependencies, depends, after, needs, requires, waits for, abhängig von, hängt ab von, "
    "voraussetzung, dépend de, après, dépendances, bloqué par",
    "repeat": "recurrence, recurring, repeats, repetition, frequency, cadence, rrule, recur, wiederholung, wiederholt, turnus, "
    "häufigkeit, récurrence, répétition, répéter, fréquence",
    "duration": "length, time needed, dauer, länge, durée",
    "timezone": "time zone, tz, zone, zeitzone, fuseau, fuseau horaire",
    "effort": "estimate, estimation, hours, story points, points, aufwand, schätzung, charge, effort estimé",
    "budget": "cost, costs, price, spend, amount, kosten, preis, betrag, coût, coûts, prix, montant",
    "url": "link, website, web, permalink, address, published url, live url, adresse, lien, site, site web",
    "summary": "description, abstract, excerpt, teaser, brief, notes, zusammenfassung, beschreibung, notizen, résumé, extrait, notes",
    "tags": "labels, label, keywords, keyword, topics, schlagwort, schlagworte, schlagwörter, stichwörter, étiquettes, étiquette, "
    "mots clés, mot clé",
    "location": "place, venue, city, room, ort, veranstaltungsort, raum, lieu, endroit, salle",
    "approved_by": "approver, approvers, approval, signed off by, sign off, reviewer, freigabe, freigegeben von, genehmigt von, "
    "approbateur, approuvé par, validé par, validation",
    "approvers": "approver, approval by, sign off, signed off by, reviewers, freigabe, freigeber, approbateurs, validation",
    "reviewed": "reviewed on, last reviewed, checked, geprüft, geprüft am, revu, revu le, vérifié le",
    "review_by": "review date, next review, review on, to review, prüfen bis, überprüfen bis, wiedervorlage, à revoir, revoir avant",
    "visibility": "visible, privacy, access, audience visibility, confidential, sichtbarkeit, sichtbar, visibilité, confidentialité",
    "deadlines": "due, due date, due by, deadline, milestones, due dates, fällig, fällig am, frist, échéance, "
    "date limite, production dates, fristen, termine, meilensteine, jalons, échéances",
    "results": "result, outcome, outcomes, numbers, ergebnis, ergebnisse, résultat, résultats",
    "audited": "audit, last audit, audited on, content audit, geprüft, inhaltsprüfung, audité, audit de contenu",
    "available": "availability, offered, bookable, available from, verfügbar, buchbar, angeboten, disponible, disponibilité",
    "retire_on": "expires, expires on, expiry, expiry date, expiration, expiration date, unpublish on, valid until, sunset, "
    "läuft ab, ablaufdatum, gültig bis, expire le, date d'expiration, valable jusqu'au",
    "redirect": "redirect to, redirects to, forward to, moved to, leads to, weiterleitung, leitet weiter nach, umgezogen nach, "
    "redirection, redirige vers",
    "lasting": "evergreen, lasts, permanent, dauerhaft, zeitlos, durable, permanente",
    "supersedes": "replaces, ersetzt, remplace",
    "related": "see also, related to, siehe auch, verwandt, voir aussi, lié à",
    "stage": "journey stage, funnel, funnel stage, phase, étape, étape du parcours",
    "parent": "part of, belongs to, above, teil von, übergeordnet, oberziel, fait partie de, objectif parent",
    "period": "quarter, timeframe, time frame, zeitraum, quartal, période, trimestre",
    "lifecycle": "status, state, zustand, statut, état",
    "success": "success criteria, key results, key result, done when, erfolg, erfolgskriterien, succès, critères de succès",
    "target": "goal value, target value, zielwert, ziel, cible, objectif, valeur cible",
    "unit": "einheit, unité",
    "readings": "values, data, measurements, werte, messwerte, valeurs, relevés, mesures",
    "email": "mail, e-mail address, email address, e-mail-adresse, courriel, adresse mail",
    "role": "job, job title, position, function, rolle, funktion, rôle, fonction, poste",
    "capacity": "availability, kapazität, verfügbarkeit, capacité, disponibilité",
    "needs": "wants, jobs to be done, bedürfnisse, bedarf, besoins",
    "challenges": "pains, pain points, problems, herausforderungen, probleme, défis, difficultés",
    "blackouts": "quiet days, freeze, blocked days, sperrtage, ruhetage, jours bloqués",
    "applies_to": "scope, applies, gilt für, s'applique à",
    "aliases": "former ids, old ids, redirects, redirect from, frühere ids, anciens ids",
    "id": "identifier, slug, key, kennung, identifiant",
    "kind": "page type, seitenart, type de page",
}
_STATUS = {
    Stage.IDEA: "proposed, proposal, suggestion, brainstorm, concept, someday, entwurfsidee, vorschlag, konzept, idée, proposition",
    Stage.PLANNED: "to do, todo, not started, open, new, backlog, next, upcoming, committed, geplant, offen, neu, zu erledigen, "
    "nicht begonnen, planifié, prévu, à faire, ouvert, nouveau, non commencé",
    Stage.DRAFTING: "draft, drafting, wip, work in progress, doing, started, writing, in production, active, entwurf, in arbeit, "
    "begonnen, läuft, brouillon, en cours, commencé, en production",
    Stage.REVIEW: "review, in approval, waiting for approval, feedback, proofreading, in prüfung, prüfung, freigabe, zur freigabe, "
    "en relecture, relecture, à valider, en validation, en révision",
    Stage.SCHEDULED: "ready, ready to publish, queued, approved, signed off, freigegeben, bereit, eingeplant, terminiert, prêt, "
    "programmé, validé, approuvé",
    Stage.PUBLISHED: "complete, completed, finished, sent, posted, shipped, released, closed, out, success, fertig, erledigt, "
    "veröffentlicht, abgeschlossen, gesendet, online, terminé, fini, publié, envoyé, fait, en ligne",
    Stage.RETIRED: "withdrawn, taken down, unpublished, taken offline, sunset, deprecated, expired, outdated, zurückgezogen, offline, "
    "stillgelegt, veraltet, abgelaufen, retiré, dépublié, hors ligne, obsolète, expiré",
    Stage.HELD: "paused, hold, blocked, waiting, postponed, deferred, delayed, pausiert, wartet, blockiert, verschoben, zurückgestellt, "
    "en pause, en attente, bloqué, reporté, suspendu",
    Stage.DROPPED: "canceled, dropped, killed, rejected, abandoned, archived, declined, abgesagt, abgebrochen, verworfen, gestrichen, "
    "annulé, abandonné, rejeté, archivé",
}
_TYPES = {
    "article": "blog, blog post, blogpost, post, story, case study, whitepaper, ebook, artikel, beitrag, blogbeitrag, billet, "
    "article de blog, livre blanc, étude de cas",
    "email": "newsletter, mail, mailing, e-mail, rundbrief, lettre, lettre d'information, infolettre, courriel",
    "social": "tweet, linkedin, instagram, facebook, tiktok, social post, social media, social media post, reel, story post, "
    "soziale medien, réseaux sociaux",
    "video": "film, clip, youtube, vidéo",
    "event": "conference, meetup, fair, trade fair, talk, workshop, veranstaltung, messe, konferenz, événement, salon, conférence, atelier",
    "page": "landing page, webpage, web page, landingpage, seite, webseite, page web",
    "report": "study, survey, research, bericht, studie, umfrage, rapport, étude, enquête",
    "guide": "handbook, manual, how-to, how to, tutorial, playbook, leitfaden, ratgeber, handbuch, anleitung, "
    "guide pratique, manuel, tutoriel",
    "template": "checklist, worksheet, spreadsheet, vorlage, checkliste, modèle, gabarit, liste de contrôle",
    "service": "tool, calculator, helpline, dienst, dienstleistung, werkzeug, rechner, outil, calculateur, calculatrice",
    "campaign": "kampagne, campagne, promotion, aktion",
    "task": "to do, todo, aufgabe, tâche",
    "milestone": "meilenstein, jalon",
    "launch": "product launch, start, produktstart, lancement",
    "podcast": "episode, folge, épisode, audio",
    "release": "press release, news release, pressemitteilung, communiqué, communiqué de presse",
}


def _by_word(words: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return what each word may mean, in the order of the table."""
    found: dict[str, tuple[str, ...]] = {}
    for meant, typed in words.items():
        for word in typed.split(", "):
            found[simplified(word)] = (*found.get(simplified(word), ()), meant)
    return found


_KEY_BY_WORD = _by_word(_KEYS)
_STAGE_BY_WORD = _by_word({stage.value: words for stage, words in _STATUS.items()})
_TYPE_BY_WORD = _by_word(_TYPES)


def key_meant(typed: str, known: Container[str], taken: Container[str] = ()) -> str | None:
    """Guess the known key that an author's own word stands for, as `owner` for `assignee`; None where there is none.

    Args:
        typed: the word.
        known: the keys that there are.
        taken: those that stand on the page already; one that doesn't is likelier to be meant.
    """
    keys = [key for key in _KEY_BY_WORD.get(simplified(typed), ()) if key in known]
    return next((key for key in keys if key not in taken), keys[0] if keys else None)


def status_meant(typed: str, statuses: Iterable[Status]) -> str | None:
    """Guess the status that a word stands for, as `in-progress` for `wip`: the first of its stage; None where there is none."""
    stages = _STAGE_BY_WORD.get(simplified(typed), ())
    return next((status.name for status in statuses if status.stage.value in stages), None)


def type_meant(typed: str, types: Container[str]) -> str | None:
    """The type that a word stands for, as `email` for `newsletter`; None where it stands for none."""
    return next((name for name in _TYPE_BY_WORD.get(simplified(typed), ()) if name in types), None)
