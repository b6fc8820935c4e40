from journeys.driver import *
from journeys.written import *
def test_a(home, answers, our_texts, tmp_path):
    def s(p):
        answers.choose(tmp_path/"Review.claimdesk")
        p.press("Ctrl+N")
        print(p.window.windowTitle(), p.focus)
        answers.choose(*our_texts)
        p.press("Ctrl+I")
        p.until(lambda: len(p.articles()) == 2)
        print(p.articles(), p.focus, p.said)
        order=[]
        for i in range(40):
            p.press("Tab"); order.append(p.focus)
        print(order)
        p.tab_to("article-text")
        text=p.text()
        for st in stretches(text):
            print(st, repr(text[slice(*st)]))
        a,b,c,d,e=stretches(text)
        p.select_by_keys(*a)
        p.press("Ctrl+Return")
        print(p.focus, p.said)
        p.type("First claim")
        p.press("Alt+Down")
        print(p.focus, p.said, p.claims(), p.menu_text("edit.undo"))
        p.press("Ctrl+2")
        print(p.focus, p.said, p.claims(), p.menu_text("edit.undo"))
        p.press("Ctrl+Z")
        print(p.focus, p.said, p.claims(), p.menu_text("edit.undo"))
        p.press("Ctrl+Z")
        print(p.focus, p.said, p.claims(), p.menu_text("edit.undo"))
        order=[]
        for i in range(40):
            p.press("Tab"); order.append(p.focus)
        print(order)
        p.tab_to("article-text")
        p.select_by_keys(*c)
        p.press("Ctrl+L")
        print(p.focus)
        p.type("1")
        p.press("Return")
        p.settle()
        print(p.focus, p.said, p.claims())
        p.press("Ctrl+3")
        order=[]
        for i in range(40):
            p.press("Tab"); order.append(p.focus)
        print(order)
        order=[]
        for i in range(40):
            p.press("Shift+Tab"); order.append(p.focus)
        print(order)
    run(s)
