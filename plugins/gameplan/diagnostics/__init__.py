"""What went wrong, where, and how to say so. Imports nothing else of ours."""

from gameplan.diagnostics.diagnostic import Cause, Diagnostic, Fix, Related, Rule, Severity
from gameplan.diagnostics.source import Location, Span
from gameplan.diagnostics.visible import visible

__all__ = ["Cause", "Diagnostic", "Fix", "Location", "Related", "Rule", "Severity", "Span", "visible"]
