from pipeline.project.history import author, committed, root, tags, versions


def test_every_version_of_a_file_is_remembered(git, tmp_path):
    git(tmp_path, "init", "-q")
    path = tmp_path / "po" / "a file.pot"
    path.parent.mkdir()
    for day, content in (("2026-01-05", b"one\n"), ("2026-03-02", b"two\n\nlines")):
        path.write_bytes(content)
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-qm", "x", day=day)
    path.write_bytes(b"not committed")
    assert [(v.commit.day, v.data) for v in versions(path)] == [
        ("2026-01-05", b"one\n"),
        ("2026-03-02", b"two\n\nlines"),
    ]
    assert committed(path) == b"two\n\nlines"
    assert committed(path, versions(path)[0].commit.name) == b"one\n"
    assert root(path.parent).resolve() == tmp_path.resolve()


def test_a_commit_without_the_file_is_passed_over(git, tmp_path):
    git(tmp_path, "init", "-q")
    path = tmp_path / "x.po"
    path.write_bytes(b"one")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x")
    git(tmp_path, "rm", "-q", "x.po")
    git(tmp_path, "commit", "-qm", "y")
    assert [v.data for v in versions(path)] == [b"one"]
    assert committed(path) is None


def test_releases_are_tags_in_the_order_of_time(git, tmp_path):
    git(tmp_path, "init", "-q")
    for day, name in (("2026-01-05", "v2"), ("2026-03-02", "v1-of-it")):
        git(tmp_path, "commit", "-q", "--allow-empty", "-m", "x", day=day)
        git(tmp_path, "tag", name)
    assert tags(tmp_path) == (("v2", "2026-01-05"), ("v1-of-it", "2026-03-02"))


def test_where_there_is_no_git_there_is_no_history(tmp_path):
    path = tmp_path / "x.po"
    path.write_bytes(b"one")
    assert versions(path) == ()
    assert tags(tmp_path) == ()
    assert committed(path) is None
    assert versions(tmp_path / "no" / "folder.po") == ()


def test_a_revision_is_never_an_option(git, tmp_path):
    git(tmp_path, "init", "-q")
    path = tmp_path / "x.po"
    path.write_bytes(b"one")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x")
    assert committed(path, "--batch-all-objects") is None
    assert committed(path, "HEAD:x.po\nHEAD") is None


def test_git_says_who_is_at_work_only_if_it_was_told(git, tmp_path):
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.name", "Ana")
    git(tmp_path, "config", "user.email", "ana@example.org")
    assert author(tmp_path) == "Ana <ana@example.org>"
