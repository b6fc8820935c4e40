from journeys.driver import *
def test_a(qapp, home):
    def s(p):
        print(p.claims()[:2], p.articles(), p.said, p.progress)
        p.window.article.focus_text()
        p.select_by_keys(10, 60)
        p.press("Ctrl+Return")
        print(p.focus)
        p.type("Hello wörld")
        p.press("Ctrl+Return")
        print(p.claims()[-1], p.menu_text("edit.undo"))
    run(s, "--sample")
