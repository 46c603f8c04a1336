"""The dossier as the person sees it: what was answered, by whom, when. Pure."""
