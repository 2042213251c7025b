"""Pages over all of a playbook: home, goals, coverage, problems, news, subscriptions and lists."""
