from tests.ui.test_popover import *
def test_dbg(desk):
    popover = desk.quick(title="Late")
    type_over(popover.when.end, "25")
    r=[w for w in popover.when_notes.findChildren(QWidget) if w.property("kind")=="remedy"]
    print(r, [x.isVisible() for x in r], [x.text() for x in r], popover.when_notes._mends, popover.when_notes.notes())
    r[0].clicked.connect(lambda: print("clicked"))
    click(r[0])
    print(popover.when.end.text(), r[0].geometry())
def test_dbg2(desk):
    popover = desk.quick()
    enter(popover.title, "Typed")
    popover.away.connect(lambda: print("away"))
    QTest.mouseClick(desk.window, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    print(popover.question.isVisible(), popover.touched(), popover._first)
