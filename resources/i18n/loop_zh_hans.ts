<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Loop Booking</source>
        <translation>关于 Loop Booking</translation>
    </message>
    <message>
        <source>Book rooms, laboratories and equipment across several sites, also offline.</source>
        <translation>预订多个场地的房间、实验室和设备，离线时也可使用。</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Protocol / schema</source>
        <translation>协议／数据结构</translation>
    </message>
    <message>
        <source>Shared database</source>
        <translation>共享数据库</translation>
    </message>
    <message>
        <source>Time zone data</source>
        <translation>时区数据</translation>
    </message>
    <message>
        <source>Holiday data</source>
        <translation>节假日数据</translation>
    </message>
    <message>
        <source>cannot be asked now</source>
        <translation>目前无法查询</translation>
    </message>
    <message>
        <source>is being asked…</source>
        <translation>正在查询…</translation>
    </message>
    <message>
        <source>All files of this program</source>
        <translation>此程序的所有文件</translation>
    </message>
    <message>
        <source>Your local copy, and what waits to be sent</source>
        <translation>您的本地副本和等待发送的更改</translation>
    </message>
    <message>
        <source>Log file</source>
        <translation>日志文件</translation>
    </message>
    <message>
        <source>Open: {name}</source>
        <translation>打开：{name}</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy the versions</source>
        <translation>复制版本信息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Loop Booking is under the Apache License 2.0.</source>
        <translation>Loop Booking 采用 Apache License 2.0 许可证。</translation>
    </message>
    <message>
        <source>Qt, PySide6 and shiboken6 are used under the GNU Lesser General Public License version 3, psycopg under the same. They are separate files that you may replace by your own; their sources are at download.qt.io and github.com/psycopg.</source>
        <translation>Qt、PySide6 和 shiboken6 按 GNU Lesser General Public License 第 3 版使用，psycopg 也是如此。它们是独立文件，您可以用自己的版本替换；其源代码位于 download.qt.io 和 github.com/psycopg。</translation>
    </message>
    <message>
        <source>Used besides:</source>
        <translation>另外使用：</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>New booking…</source>
        <translation>新建预订…</translation>
    </message>
    <message>
        <source>Book a room, a lab or equipment</source>
        <translation>预订房间、实验室或设备</translation>
    </message>
    <message>
        <source>Synchronise now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Send what waits and fetch what is new</source>
        <translation>发送等待中的更改，并获取最新数据</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>修改密码…</translation>
    </message>
    <message>
        <source>Choose another password</source>
        <translation>选用另一个密码</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>退出登录…</translation>
    </message>
    <message>
        <source>Remove what this person could see from this computer</source>
        <translation>从这台电脑移除此人可看到的数据</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>关闭程序</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take back what was just done</source>
        <translation>撤回刚才的操作</translation>
    </message>
    <message>
        <source>Filter this page</source>
        <translation>筛选本页</translation>
    </message>
    <message>
        <source>Go to the filter of this page</source>
        <translation>转到本页的筛选栏</translation>
    </message>
    <message>
        <source>Compact navigation</source>
        <translation>紧凑导航栏</translation>
    </message>
    <message>
        <source>Show pages by icons</source>
        <translation>以图标显示各页</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>使用整个屏幕</translation>
    </message>
    <message>
        <source>Go to anything…</source>
        <translation>转到任意项目…</translation>
    </message>
    <message>
        <source>Look for a room, a person, a day or an action</source>
        <translation>查找房间、人员、日期或操作</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Show today in the schedule</source>
        <translation>在日程表显示今天</translation>
    </message>
    <message>
        <source>What waits</source>
        <translation>等待中的更改</translation>
    </message>
    <message>
        <source>See what has not been sent yet, and why</source>
        <translation>查看尚未发送的更改及原因</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>See all keys</source>
        <translation>查看所有快捷键</translation>
    </message>
    <message>
        <source>About Loop Booking</source>
        <translation>关于 Loop Booking</translation>
    </message>
    <message>
        <source>See the version and the licence</source>
        <translation>查看版本和许可证</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>日程表</translation>
    </message>
    <message>
        <source>See a day of all resources</source>
        <translation>查看所有资源的一天</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Look for something that is free</source>
        <translation>查找可预订的资源</translation>
    </message>
    <message>
        <source>My bookings</source>
        <translation>我的预订</translation>
    </message>
    <message>
        <source>See what you have booked and what waits</source>
        <translation>查看您的预订和等待中的更改</translation>
    </message>
    <message>
        <source>Inventory</source>
        <translation>资源清单</translation>
    </message>
    <message>
        <source>Keep rooms, labs and equipment</source>
        <translation>管理房间、实验室和设备</translation>
    </message>
    <message>
        <source>Closures</source>
        <translation>关闭时段</translation>
    </message>
    <message>
        <source>Close sites and resources for a time</source>
        <translation>将场地或资源关闭一段时间</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Be as light as the system</source>
        <translation>明暗与系统一致</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark text on a light window</source>
        <translation>浅色窗口配深色文字</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light text on a dark window</source>
        <translation>深色窗口配浅色文字</translation>
    </message>
</context>
<context>
    <name>Agenda</name>
    <message>
        <source>Bookings of the day</source>
        <translation>当天的预订</translation>
    </message>
</context>
<context>
    <name>BookingActs</name>
    <message numerus="yes">
        <source>%n change(s) taken back.</source>
        <translation>
            <numerusform>已撤回 %n 项更改。</numerusform>
        </translation>
    </message>
    <message>
        <source>Taken back: {what}.</source>
        <translation>已撤回：{what}。</translation>
    </message>
    <message>
        <source>This cannot be taken back. {why}</source>
        <translation>这项更改不能撤回。{why}</translation>
    </message>
    <message>
        <source>Taking back: {what}. Waiting for confirmation.</source>
        <translation>正在撤回：{what}。等待确认。</translation>
    </message>
</context>
<context>
    <name>BookingDetails</name>
    <message>
        <source>Booking</source>
        <translation>预订</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Book again…</source>
        <translation>再次预订…</translation>
    </message>
    <message>
        <source>Show in schedule</source>
        <translation>在日程表中显示</translation>
    </message>
    <message>
        <source>Cancel booking</source>
        <translation>取消预订</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This booking is gone</source>
        <translation>此预订已不存在</translation>
    </message>
    <message>
        <source>Private booking</source>
        <translation>不公开的预订</translation>
    </message>
    <message>
        <source>Cancelled, waiting for confirmation</source>
        <translation>已提交取消，等待确认</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>{act}: {state}, since {time}</source>
        <translation>{act}：{state}，始于 {time}</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>{act}: {why}</source>
        <translation>{act}：{why}</translation>
    </message>
    <message>
        <source>What now?</source>
        <translation>现在怎么办？</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Organiser</source>
        <translation>发起人</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>标题不公开</translation>
    </message>
    <message>
        <source>Colleagues see only “Busy”</source>
        <translation>同事只会看到“已占用”</translation>
    </message>
    <message>
        <source>A resource that is not shown to you</source>
        <translation>不向您显示的资源</translation>
    </message>
</context>
<context>
    <name>BookingEditor</name>
    <message>
        <source>This booking was changed meanwhile. Saving puts yours on top.</source>
        <translation>此预订在期间已被更改。保存后会以您的更改为准。</translation>
    </message>
    <message>
        <source>Show theirs</source>
        <translation>显示对方的更改</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Booking…</source>
        <translation>正在预订…</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>预订</translation>
    </message>
    <message>
        <source>New booking</source>
        <translation>新建预订</translation>
    </message>
    <message>
        <source>Edit booking</source>
        <translation>编辑预订</translation>
    </message>
</context>
<context>
    <name>Bookings</name>
    <message>
        <source>Private booking</source>
        <translation>不公开的预订</translation>
    </message>
    <message>
        <source>{name} ({units})</source>
        <translation>{name}（{units}）</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>标题不公开</translation>
    </message>
    <message>
        <source>{what}: {reasons}</source>
        <translation>{what}：{reasons}</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>Waiting for confirmation</source>
        <translation>等待确认</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>以往</translation>
    </message>
    <message>
        <source>Being cancelled</source>
        <translation>正在取消</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Change refused</source>
        <translation>更改被拒绝</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Show in schedule (Ctrl+Enter)</source>
        <translation>在日程表显示（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Change (F2)</source>
        <translation>更改（F2）</translation>
    </message>
    <message>
        <source>Cancel the booking (Delete)</source>
        <translation>取消预订（Delete）</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>See what to do</source>
        <translation>查看可行办法</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>不再显示</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Leave out: {what}</source>
        <translation>不要求：{what}</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>The window could not be opened.</source>
        <translation>窗口无法打开。</translation>
    </message>
    <message>
        <source>Demonstration</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Come in as</source>
        <translation>选择身份</translation>
    </message>
    <message>
        <source>Sites, rooms, people and bookings are invented; the server is your own.</source>
        <translation>场地、房间、人员和预订都是虚构的；服务器只在您的电脑上。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>A tenant's member</source>
        <translation>入驻企业成员</translation>
    </message>
    <message>
        <source>Find and book rooms; other tenants' time says Busy.</source>
        <translation>查找并预订房间；其他入驻企业的时段只显示“已占用”。</translation>
    </message>
    <message>
        <source>An office administrator</source>
        <translation>办公室管理员</translation>
    </message>
    <message>
        <source>Keep the inventory, and close rooms for a time.</source>
        <translation>管理资源清单，并可临时关闭房间。</translation>
    </message>
    <message>
        <source>Both, side by side</source>
        <translation>两者并排</translation>
    </message>
    <message>
        <source>Two windows over one shared database: see what one does in the other.</source>
        <translation>两个窗口连接同一个共享数据库：在一个窗口所做的，另一个随即看到。</translation>
    </message>
</context>
<context>
    <name>ClosureEditor</name>
    <message>
        <source>You do not look after {site} any more, so this cannot be saved. What you typed stays here until you close it.</source>
        <translation>您已不再管理{site}，因此不能保存。您输入的内容会留在这里，直至您关闭为止。</translation>
    </message>
    <message>
        <source>Somebody else changed this meanwhile. It is now: {closure}.</source>
        <translation>期间有人更改了此项目。当前内容：{closure}。</translation>
    </message>
    <message>
        <source>Both of you changed this; theirs is {theirs}. Saving puts yours there.</source>
        <translation>双方都更改了这一项，对方改为 {theirs}。保存后以您的为准。</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>采用对方的</translation>
    </message>
    <message>
        <source>New closure</source>
        <translation>新建关闭时段</translation>
    </message>
    <message>
        <source>Change a closure</source>
        <translation>更改关闭时段</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>确定关闭</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save (Ctrl+S)</source>
        <translation>保存（Ctrl+S）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ClosureForm</name>
    <message>
        <source>Please give a reason in one language at least.</source>
        <translation>请至少用一种语言填写原因。</translation>
    </message>
    <message>
        <source>Please choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>All of the site</source>
        <translation>整个场地</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>场地</translation>
    </message>
    <message>
        <source>What is closed</source>
        <translation>关闭范围</translation>
    </message>
    <message>
        <source>From and until</source>
        <translation>开始与结束</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>All day</source>
        <translation>全天</translation>
    </message>
</context>
<context>
    <name>ClosuresPage</name>
    <message>
        <source>Closures</source>
        <translation>关闭时段</translation>
    </message>
    <message>
        <source>New closure</source>
        <translation>新建关闭时段</translation>
    </message>
    <message>
        <source>Close something (Insert)</source>
        <translation>新建关闭时段（Insert）</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Change this closure (Enter)</source>
        <translation>更改此关闭时段（Enter）</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>解除</translation>
    </message>
    <message>
        <source>Open it again (Delete)</source>
        <translation>重新开放（Delete）</translation>
    </message>
    <message>
        <source>Enter changes, Insert adds, Delete lifts a closure</source>
        <translation>Enter 更改，Insert 新建，Delete 解除关闭时段</translation>
    </message>
    <message>
        <source>Now and coming</source>
        <translation>当前和将来</translation>
    </message>
    <message>
        <source>Now and coming ({count})</source>
        <translation>当前和将来（{count}）</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>以往</translation>
    </message>
    <message>
        <source>Past ({count})</source>
        <translation>以往（{count}）</translation>
    </message>
    <message>
        <source>Nothing to show yet</source>
        <translation>尚无可显示的内容</translation>
    </message>
    <message>
        <source>Reading the closures…</source>
        <translation>正在读取关闭时段…</translation>
    </message>
    <message>
        <source>No past closures</source>
        <translation>没有以往的关闭时段</translation>
    </message>
    <message>
        <source>What was closed stands here afterwards.</source>
        <translation>关闭时段结束后会列在这里。</translation>
    </message>
    <message>
        <source>Nothing is closed</source>
        <translation>没有关闭时段</translation>
    </message>
    <message>
        <source>Close a site or a resource for a time, and it stands here.</source>
        <translation>将场地或资源关闭一段时间，便会列在这里。</translation>
    </message>
    <message>
        <source>{what}: the change was not made. {why}</source>
        <translation>{what}：更改没有进行。{why}</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>不再显示</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>It is over, so no booking is concerned any more.</source>
        <translation>已经结束，不再影响任何预订。</translation>
    </message>
    <message>
        <source>No booking is concerned.</source>
        <translation>不影响任何预订。</translation>
    </message>
</context>
<context>
    <name>Concerned</name>
    <message>
        <source>Say what is closed and when, and the bookings concerned stand here.</source>
        <translation>填写关闭范围和时间后，受影响的预订会列在这里。</translation>
    </message>
    <message>
        <source>No booking is concerned.</source>
        <translation>不影响任何预订。</translation>
    </message>
</context>
<context>
    <name>ConflictsDialog</name>
    <message>
        <source>Refused and waiting</source>
        <translation>被拒绝和等待中的更改</translation>
    </message>
    <message>
        <source>Dismiss all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Waiting to be confirmed</source>
        <translation>等待确认</translation>
    </message>
    <message>
        <source>Nothing was refused and nothing waits.
What cannot be done will stand here, with what can be had instead.</source>
        <translation>没有被拒绝或等待中的更改。
不能进行的更改会列在这里，并附上其他可选方案。</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>对方的更改</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>您的预订</translation>
    </message>
    <message>
        <source>{what} ({state})</source>
        <translation>{what}（{state}）</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Keep theirs</source>
        <translation>保留对方的更改</translation>
    </message>
    <message>
        <source>Put mine on top</source>
        <translation>以我的更改为准</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>不再显示</translation>
    </message>
    <message>
        <source>Book it again</source>
        <translation>再次预订</translation>
    </message>
    <message>
        <source>Edit and book…</source>
        <translation>编辑后预订…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something unexpected happened</source>
        <translation>发生意外问题</translation>
    </message>
    <message>
        <source>What you booked is kept, and you can go on. If something does not work any more, start the program again. The text below helps whoever looks after it.</source>
        <translation>您的预订已保留，可以继续使用。如有功能失效，请重新启动程序。以下文本有助于维护人员处理。</translation>
    </message>
    <message>
        <source>It holds no titles and no names. Nothing is sent anywhere by itself.</source>
        <translation>其中不含标题和姓名，也不会自动发送到任何地方。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>复制文本</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>DayBar</name>
    <message>
        <source>Previous day (Page Up)</source>
        <translation>前一天（Page Up）</translation>
    </message>
    <message>
        <source>Next day (Page Down)</source>
        <translation>后一天（Page Down）</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Show today (Home)</source>
        <translation>显示今天（Home）</translation>
    </message>
    <message>
        <source>Choose a date</source>
        <translation>选择日期</translation>
    </message>
    <message>
        <source>Day: {day}</source>
        <translation>日期：{day}</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>Your password is changed. It stays in memory until the program ends.</source>
        <translation>密码已修改，并会保留在内存中直至程序退出。</translation>
    </message>
    <message>
        <source>Your password is changed.</source>
        <translation>密码已修改。</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>被拒绝</translation>
    </message>
</context>
<context>
    <name>DiscardQuestion</name>
    <message>
        <source>Discard what you typed?</source>
        <translation>要放弃已输入的内容吗？</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Room, code or feature</source>
        <translation>房间、编号或设施</translation>
    </message>
    <message>
        <source>Filter by name, code or feature</source>
        <translation>按名称、编号或设施筛选</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Any size</source>
        <translation>人数不限</translation>
    </message>
    <message>
        <source>at least </source>
        <translation>至少 </translation>
    </message>
    <message>
        <source>For at least so many people</source>
        <translation>至少可容纳的人数</translation>
    </message>
    <message>
        <source>Free now</source>
        <translation>当前可用</translation>
    </message>
    <message>
        <source>Only what is free at this moment</source>
        <translation>只显示此刻可用的资源</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Only rows with a booking of yours on this day</source>
        <translation>只显示当天有您预订的资源</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Show all rows again</source>
        <translation>重新显示所有资源</translation>
    </message>
    <message>
        <source>Features ({count})</source>
        <translation>设施（{count}）</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>设施</translation>
    </message>
</context>
<context>
    <name>FindPage</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Nothing was fetched yet</source>
        <translation>尚未获取任何数据</translation>
    </message>
    <message>
        <source>What do you need? For example: 6 people, video, tomorrow 14:00–15:30</source>
        <translation>您需要什么？例如：6 人、视频、明天 14:00–15:30</translation>
    </message>
    <message>
        <source>What do you need?</source>
        <translation>您需要什么？</translation>
    </message>
    <message>
        <source>What can be booked</source>
        <translation>可预订的资源</translation>
    </message>
    <message>
        <source>This cannot be looked for now</source>
        <translation>目前无法查找</translation>
    </message>
    <message>
        <source>This cannot be looked for</source>
        <translation>无法按此查找</translation>
    </message>
    <message>
        <source>Nothing like that can be booked</source>
        <translation>没有符合要求且可预订的资源</translation>
    </message>
    <message>
        <source>Leave out a feature, ask for fewer people, or try another time.</source>
        <translation>可减少一项设施、减少人数，或改用其他时间。</translation>
    </message>
    <message>
        <source>Nothing here is called “{words}”, so that was passed over.</source>
        <translation>找不到名为“{words}”的项目，已略过。</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message numerus="yes">
        <source>%n can be booked</source>
        <translation>
            <numerusform>%n 项可预订</numerusform>
        </translation>
    </message>
    <message>
        <source>At another site</source>
        <translation>其他场地</translation>
    </message>
    <message>
        <source>Nearly</source>
        <translation>接近要求</translation>
    </message>
    <message>
        <source>What stands in the way, and what would do</source>
        <translation>不能预订的原因，以及可行的办法</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>预订</translation>
    </message>
    <message>
        <source>Enter books, Ctrl+Enter shows it in the schedule</source>
        <translation>按 Enter 预订，按 Ctrl+Enter 在日程表显示</translation>
    </message>
    <message>
        <source>Show in schedule (Ctrl+Enter)</source>
        <translation>在日程表显示（Ctrl+Enter）</translation>
    </message>
    <message numerus="yes">
        <source>%n seat(s)</source>
        <translation>
            <numerusform>%n 个座位</numerusform>
        </translation>
    </message>
    <message>
        <source>Does not have: {features}.</source>
        <translation>没有：{features}。</translation>
    </message>
</context>
<context>
    <name>FirstFetch</name>
    <message>
        <source>Fetching from {zone}…</source>
        <translation>正在从{zone}获取数据…</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>正在获取数据…</translation>
    </message>
    <message>
        <source>The shared database does not answer. It is tried again by itself as long as this window is open.</source>
        <translation>共享数据库没有响应。只要此窗口打开，程序便会自动重试。</translation>
    </message>
    <message>
        <source>Rooms, laboratories, equipment and who has them when. This takes a moment the first time only; afterwards everything is here, also without a connection.</source>
        <translation>房间、实验室、设备及其使用时间。只有首次需要稍候；之后即使没有连接，所有数据也在这里。</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>ImpactList</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Bookings concerned</source>
        <translation>受影响的预订</translation>
    </message>
    <message numerus="yes">
        <source>%n booking(s) concerned. They stay until somebody moves them.</source>
        <translation>
            <numerusform>涉及 %n 个预订。在有人改期之前，预订会保留。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InventoryActs</name>
    <message>
        <source>Taken back: {what}.</source>
        <translation>已撤回：{what}。</translation>
    </message>
    <message>
        <source>This cannot be taken back. {why}</source>
        <translation>这项更改不能撤回。{why}</translation>
    </message>
    <message>
        <source>Taking back: {what}. Waiting for confirmation.</source>
        <translation>正在撤回：{what}。等待确认。</translation>
    </message>
    <message>
        <source>Asked for: {what}. Waiting for confirmation.</source>
        <translation>已提交：{what}。等待确认。</translation>
    </message>
    <message>
        <source>Done: {what}.</source>
        <translation>已完成：{what}。</translation>
    </message>
</context>
<context>
    <name>InventoryButtons</name>
    <message>
        <source>New resource</source>
        <translation>新建资源</translation>
    </message>
    <message>
        <source>Add a room, a lab or equipment (Insert)</source>
        <translation>新建房间、实验室或设备（Insert）</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>See and change all of it (Enter)</source>
        <translation>查看和更改全部内容（Enter）</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Make another one like it (Ctrl+D)</source>
        <translation>以此为模板新建（Ctrl+D）</translation>
    </message>
    <message>
        <source>Change several</source>
        <translation>更改多项</translation>
    </message>
    <message>
        <source>Set state, rules, hours or features of all that are chosen (Ctrl+E)</source>
        <translation>设置所有已选项目的状态、规则、时间或设施（Ctrl+E）</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>永久停用</translation>
    </message>
    <message>
        <source>Take it out of use for good (Delete)</source>
        <translation>永久停用（Delete）</translation>
    </message>
    <message>
        <source>Show in the schedule</source>
        <translation>在日程表中显示</translation>
    </message>
</context>
<context>
    <name>InventoryFilters</name>
    <message>
        <source>Name in any language, initials or code</source>
        <translation>任意语言的名称、拼音首字母或编号</translation>
    </message>
    <message>
        <source>Filter by name or code</source>
        <translation>按名称或编号筛选</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>设施</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>场地</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Show everything in use again</source>
        <translation>重新显示所有使用中的资源</translation>
    </message>
    <message>
        <source>All in use</source>
        <translation>所有使用中的</translation>
    </message>
    <message>
        <source>All, with retired</source>
        <translation>全部（包括永久停用）</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>All features</source>
        <translation>所有设施</translation>
    </message>
    <message>
        <source>All sites</source>
        <translation>所有场地</translation>
    </message>
</context>
<context>
    <name>InventoryNothing</name>
    <message>
        <source>Nothing to show yet</source>
        <translation>尚无可显示的内容</translation>
    </message>
    <message>
        <source>Reading the inventory…</source>
        <translation>正在读取资源清单…</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>没有符合的项目</translation>
    </message>
    <message>
        <source>No resource passes these filters.</source>
        <translation>没有符合筛选的资源。</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>No resources yet</source>
        <translation>尚无资源</translation>
    </message>
    <message>
        <source>Rooms, labs and equipment of your sites will stand here.</source>
        <translation>您场地的房间、实验室和设备会列在这里。</translation>
    </message>
    <message>
        <source>Add the first one</source>
        <translation>新建第一项</translation>
    </message>
</context>
<context>
    <name>InventoryPage</name>
    <message>
        <source>Inventory</source>
        <translation>资源清单</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>Enter opens, Insert adds, Ctrl+D duplicates, Ctrl+E changes several, Delete retires</source>
        <translation>Enter 打开，Insert 新建，Ctrl+D 复制，Ctrl+E 更改多项，Delete 永久停用</translation>
    </message>
    <message numerus="yes">
        <source>%n resource(s)</source>
        <translation>
            <numerusform>%n 项资源</numerusform>
        </translation>
    </message>
    <message>
        <source>{shown}, {chosen} chosen</source>
        <translation>{shown}，已选 {chosen} 项</translation>
    </message>
</context>
<context>
    <name>InventoryRefusals</name>
    <message>
        <source>{name}: the change was not made. {why}</source>
        <translation>{name}：更改没有进行。{why}</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>不再显示</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新打开</translation>
    </message>
</context>
<context>
    <name>InvitationBox</name>
    <message>
        <source>Drop your invitation here</source>
        <translation>将邀请拖放到这里</translation>
    </message>
    <message>
        <source>It is a file or a link that the office of your site has sent you.</source>
        <translation>即场地管理员发给您的文件或链接。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Take the invitation from the clipboard</source>
        <translation>从剪贴板获取邀请</translation>
    </message>
    <message>
        <source>Or enter its &amp;path, its link or its text</source>
        <translation>或输入其路径、链接或文本(&amp;P)</translation>
    </message>
    <message>
        <source>/home/me/mine.invitation or loop-booking:…</source>
        <translation>/home/me/mine.invitation 或 loop-booking:…</translation>
    </message>
    <message>
        <source>Choose your invitation</source>
        <translation>选择您的邀请</translation>
    </message>
    <message>
        <source>Invitations ({patterns})</source>
        <translation>邀请 ({patterns})</translation>
    </message>
    <message>
        <source>All files ({patterns})</source>
        <translation>所有文件 ({patterns})</translation>
    </message>
</context>
<context>
    <name>InvitationCard</name>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Another invitation</source>
        <translation>另一份邀请</translation>
    </message>
    <message>
        <source>Shared database</source>
        <translation>共享数据库</translation>
    </message>
    <message>
        <source>{host}, port {port}, database {database}</source>
        <translation>{host}，端口 {port}，数据库 {database}</translation>
    </message>
    <message>
        <source>Stays on this computer</source>
        <translation>仅在这台电脑之内</translation>
    </message>
    <message>
        <source>Encrypted; the server proves itself by the invitation's certificate</source>
        <translation>已加密；服务器以邀请所附的证书证明身份</translation>
    </message>
    <message>
        <source>Encrypted; the server proves itself by a certificate of the system's</source>
        <translation>已加密；服务器以系统的证书证明身份</translation>
    </message>
</context>
<context>
    <name>ItemRow</name>
    <message>
        <source>Room, lab or equipment: name or code</source>
        <translation>房间、实验室或设备：名称或编号</translation>
    </message>
    <message>
        <source>What to book</source>
        <translation>要预订的资源</translation>
    </message>
    <message>
        <source>Remove from this booking</source>
        <translation>从此预订移除</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
</context>
<context>
    <name>LeaveDialog</name>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Sign {person} out?</source>
        <translation>要让 {person} 退出登录吗？</translation>
    </message>
    <message>
        <source>The local copy of the shared data is removed from this computer, and the password is forgotten.</source>
        <translation>共享数据的本地副本会从这台电脑移除，密码也不再保留。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were not sent yet. They stay here and are sent when the same person signs in again; nobody else can see them.</source>
        <translation>
            <numerusform>尚有 %n 项更改未发送。它们会留在这里，待同一人再次登录时发送；其他人看不到。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>没有等待发送的更改。</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>保持登录</translation>
    </message>
    <message>
        <source>Sign in as somebody else…</source>
        <translation>以其他人身份登录…</translation>
    </message>
</context>
<context>
    <name>LookingFor</name>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>设施</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>场地</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>查看(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message numerus="yes">
        <source>%n field(s) left to choose</source>
        <translation>
            <numerusform>尚有 %n 项待选</numerusform>
        </translation>
    </message>
    <message>
        <source>Two versions of {name}</source>
        <translation>{name}的两个版本</translation>
    </message>
    <message>
        <source>Somebody else changed it meanwhile. Where only one of you changed a field, that is chosen; please choose the others.</source>
        <translation>期间有人更改了此项目。只有一方更改的字段已自动选定；其余请您选择。</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Theirs, as it is now</source>
        <translation>对方的版本（当前内容）</translation>
    </message>
    <message>
        <source>Both together</source>
        <translation>两者合并</translation>
    </message>
    <message>
        <source>Save these</source>
        <translation>保存所选内容</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose all of mine</source>
        <translation>全部选用我的</translation>
    </message>
    <message>
        <source>Choose all of theirs</source>
        <translation>全部选用对方的</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take back what was just done</source>
        <translation>撤回刚才的操作</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MineActs</name>
    <message>
        <source>What is over cannot be cancelled.</source>
        <translation>已结束的预订不能取消。</translation>
    </message>
    <message>
        <source>This is being cancelled already.</source>
        <translation>此预订正在取消。</translation>
    </message>
    <message numerus="yes">
        <source>%n booking(s) taken back before they were sent.</source>
        <translation>
            <numerusform>%n 个预订已在发送前撤回。</numerusform>
        </translation>
    </message>
    <message>
        <source>“{title}” is being cancelled.</source>
        <translation>正在取消“{title}”。</translation>
    </message>
    <message numerus="yes">
        <source>%n booking(s) are being cancelled.</source>
        <translation>
            <numerusform>正在取消 %n 个预订。</numerusform>
        </translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>已撤回。</translation>
    </message>
    <message>
        <source>“{title}” is being moved.</source>
        <translation>正在更改“{title}”的时间或地点。</translation>
    </message>
    <message numerus="yes">
        <source>%n booking(s) copied as text.</source>
        <translation>
            <numerusform>%n 个预订已复制为文本。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MineHead</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>已选择 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n booking(s)</source>
        <translation>
            <numerusform>取消 %n 个预订</numerusform>
        </translation>
    </message>
    <message>
        <source>Filter by title, room, code or person</source>
        <translation>按标题、房间、编号或人员筛选</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>My organisation's</source>
        <translation>我的单位</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>以往</translation>
    </message>
    <message>
        <source>Also show what is over</source>
        <translation>同时显示已结束的预订</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
</context>
<context>
    <name>MineMenu</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Show in schedule</source>
        <translation>在日程表中显示</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Book again…</source>
        <translation>再次预订…</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Cancel the booking</source>
        <translation>取消预订</translation>
    </message>
    <message>
        <source>Dismiss the refusal</source>
        <translation>清除此结果</translation>
    </message>
    <message>
        <source>See what to do</source>
        <translation>查看可行办法</translation>
    </message>
    <message>
        <source>Half an hour earlier</source>
        <translation>提前半小时</translation>
    </message>
    <message>
        <source>Half an hour later</source>
        <translation>延后半小时</translation>
    </message>
    <message>
        <source>To the next day</source>
        <translation>移至次日</translation>
    </message>
    <message>
        <source>A week later</source>
        <translation>延后一周</translation>
    </message>
    <message>
        <source>To another time or place…</source>
        <translation>移至其他时间或地点…</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>改期</translation>
    </message>
</context>
<context>
    <name>MinePage</name>
    <message>
        <source>My bookings</source>
        <translation>我的预订</translation>
    </message>
    <message>
        <source>Bookings</source>
        <translation>预订</translation>
    </message>
    <message>
        <source>Nothing can be shown</source>
        <translation>没有可显示的内容</translation>
    </message>
    <message>
        <source>No booking fits</source>
        <translation>没有符合的预订</translation>
    </message>
    <message>
        <source>Try fewer words, or look at all sites.</source>
        <translation>可减少字词，或查看所有场地。</translation>
    </message>
    <message>
        <source>What you book stands here by day, with what waits to be sent and what was refused.</source>
        <translation>您的预订会按日期列在这里，包括等待发送和被拒绝的更改。</translation>
    </message>
    <message>
        <source>No bookings to come</source>
        <translation>没有将来的预订</translation>
    </message>
    <message>
        <source>Find a room</source>
        <translation>查找房间</translation>
    </message>
</context>
<context>
    <name>MonthPopup</name>
    <message>
        <source>Go to date: 24/11, next Tue</source>
        <translation>转到日期：11-24、下周二</translation>
    </message>
    <message>
        <source>Go to date</source>
        <translation>转到日期</translation>
    </message>
    <message>
        <source>No date was recognised. Write it as 24/11 or 24 Nov.</source>
        <translation>未能识别日期。请写作 11-24 或 11月24日。</translation>
    </message>
</context>
<context>
    <name>MultiEdit</name>
    <message numerus="yes">
        <source>%n resource(s) will change.</source>
        <translation>
            <numerusform>将更改 %n 项资源。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) as it is.</source>
        <translation>
            <numerusform>%n 项保持不变。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing changes yet.</source>
        <translation>尚无更改。</translation>
    </message>
    <message>
        <source>No booking to come is concerned.</source>
        <translation>不影响任何将来的预订。</translation>
    </message>
    <message numerus="yes">
        <source>%n resource(s)</source>
        <translation>
            <numerusform>%n 项资源</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %n resource(s)</source>
        <translation>
            <numerusform>更改 %n 项资源</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Add features</source>
        <translation>添加设施</translation>
    </message>
    <message>
        <source>Take features away</source>
        <translation>移除设施</translation>
    </message>
    <message>
        <source>What will change</source>
        <translation>将更改的内容</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>NamesEdit</name>
    <message>
        <source>{language}: missing</source>
        <translation>{language}：未填写</translation>
    </message>
</context>
<context>
    <name>NoRows</name>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>No resource fits the filters</source>
        <translation>没有符合筛选的资源</translation>
    </message>
    <message>
        <source>Nothing was fetched yet</source>
        <translation>尚未获取任何数据</translation>
    </message>
    <message>
        <source>Rooms, labs and equipment stand here, with a day beside them.</source>
        <translation>这里列出房间、实验室和设备，旁边是一天的日程表。</translation>
    </message>
</context>
<context>
    <name>OfferList</name>
    <message>
        <source>What could be had instead</source>
        <translation>其他可选方案</translation>
    </message>
    <message numerus="yes">
        <source>%n more offer(s)</source>
        <translation>
            <numerusform>还有 %n 个建议</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenTo</name>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Go to anything</source>
        <translation>转到任意项目</translation>
    </message>
    <message>
        <source>A room, a person, a code, a day or an action</source>
        <translation>房间、人员、编号、日期或操作</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>符合的项目</translation>
    </message>
    <message>
        <source>Nothing is called that. Parts of names, codes and pinyin initials will do.</source>
        <translation>找不到此名称。可输入部分名称、编号或拼音首字母。</translation>
    </message>
    <message>
        <source>Schedule on {day}</source>
        <translation>{day}的日程表</translation>
    </message>
</context>
<context>
    <name>PasswordBar</name>
    <message>
        <source>The server does not take the password any more. It was changed, maybe.</source>
        <translation>服务器不再接受此密码，它可能已被修改。</translation>
    </message>
    <message>
        <source>Please enter your password, so that what waits can be sent.</source>
        <translation>请输入密码，以发送等待中的更改。</translation>
    </message>
    <message>
        <source>Password of {login}</source>
        <translation>{login} 的密码</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation>其他人…</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>This is not your present password.</source>
        <translation>这不是您当前的密码。</translation>
    </message>
    <message>
        <source>At least {count} characters; several words are easy to remember.</source>
        <translation>至少 {count} 个字符；用几个词语组成较易记住。</translation>
    </message>
    <message>
        <source>A strong password.</source>
        <translation>密码强度高。</translation>
    </message>
    <message>
        <source>A fair password; longer is stronger.</source>
        <translation>密码强度中等；越长越强。</translation>
    </message>
    <message>
        <source>A weak password; longer is stronger.</source>
        <translation>密码强度低；越长越强。</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>The password itself does not leave this computer; a connection is needed.</source>
        <translation>密码本身不会离开这台电脑；修改时需要连接。</translation>
    </message>
    <message>
        <source>&amp;Present password</source>
        <translation>当前密码(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;New password</source>
        <translation>新密码(&amp;N)</translation>
    </message>
    <message>
        <source>New password, &amp;once more</source>
        <translation>再次输入新密码(&amp;O)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>正在向服务器查询…</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation>大写锁定已开启。</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>隐藏密码</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>显示密码</translation>
    </message>
</context>
<context>
    <name>PeopleEdit</name>
    <message>
        <source>One less</source>
        <translation>减少一个</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>增加一个</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Opening your desk…</source>
        <translation>正在打开您的工作区…</translation>
    </message>
    <message>
        <source>The settings could not be read, so the usual ones are used.</source>
        <translation>无法读取设置，现采用默认设置。</translation>
    </message>
    <message>
        <source>Sign out first to use another invitation.</source>
        <translation>请先退出登录，再使用另一份邀请。</translation>
    </message>
    <message>
        <source>Your desk cannot be opened</source>
        <translation>无法打开您的工作区</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>This computer has no keyring: the password stays in memory until the program ends.</source>
        <translation>这台电脑没有密钥环：密码会保留在内存中直至程序退出。</translation>
    </message>
    <message>
        <source>Signing out…</source>
        <translation>正在退出登录…</translation>
    </message>
    <message>
        <source>Closing your desk…</source>
        <translation>正在关闭您的工作区…</translation>
    </message>
    <message>
        <source>The local copy of the last person is removed once you are signed in.</source>
        <translation>您登录后，上一位用户的本地副本便会移除。</translation>
    </message>
    <message>
        <source>You are signed out; the local copy is removed.</source>
        <translation>您已退出登录；本地副本已移除。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) stay here and are sent when you sign in again.</source>
        <translation>
            <numerusform>%n 项更改留在这里，待您再次登录时发送。</numerusform>
        </translation>
    </message>
    <message>
        <source>Sign in as somebody else…</source>
        <translation>以其他人身份登录…</translation>
    </message>
    <message>
        <source>You cannot use this shared database now</source>
        <translation>您目前不能使用此共享数据库</translation>
    </message>
</context>
<context>
    <name>QuickBooking</name>
    <message>
        <source>Book {resource}</source>
        <comment>a lab or equipment</comment>
        <translation>预约{resource}</translation>
    </message>
    <message>
        <source>Book {resource}</source>
        <translation>预订{resource}</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>更多…</translation>
    </message>
    <message>
        <source>Ask the server anyway</source>
        <translation>仍提交服务器决定</translation>
    </message>
    <message>
        <source>Booking…</source>
        <translation>正在预订…</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>预订</translation>
    </message>
    <message>
        <source>Booking…</source>
        <comment>a lab or equipment</comment>
        <translation>正在预约…</translation>
    </message>
    <message>
        <source>Book</source>
        <comment>a lab or equipment</comment>
        <translation>预约</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>标题不公开</translation>
    </message>
    <message>
        <source>Colleagues see only that it is busy</source>
        <translation>同事只会看到“已占用”</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message numerus="yes">
        <source>%n to look at</source>
        <translation>
            <numerusform>%n 项需查看</numerusform>
        </translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>RefusalTeller</name>
    <message numerus="yes">
        <source>%n change(s) were sent again, because a recovery of the shared database had lost them.</source>
        <translation>
            <numerusform>共享数据库恢复时丢失了 %n 项更改，现已重新发送。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) could not be made. See them under What waits.</source>
        <translation>
            <numerusform>%n 项更改未能进行。请在“等待中的更改”中查看。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResourceEditor</name>
    <message>
        <source>Only the office of {site} can change this.</source>
        <translation>只有{site}的场地管理员可以更改。</translation>
    </message>
    <message>
        <source>You do not look after {site} any more, so this cannot be saved. What you typed stays here until you close it.</source>
        <translation>您已不再管理{site}，因此不能保存。您输入的内容会留在这里，直至您关闭为止。</translation>
    </message>
    <message>
        <source>Somebody else changed this meanwhile.</source>
        <translation>期间有人更改了此项目。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>No booking to come is concerned.</source>
        <translation>不影响任何将来的预订。</translation>
    </message>
    <message>
        <source>New resource</source>
        <translation>新建资源</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save (Ctrl+S)</source>
        <translation>保存（Ctrl+S）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ResourceForm</name>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Does not count</source>
        <translation>不适用</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Please choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>未注明</translation>
    </message>
    <message>
        <source>No floor</source>
        <translation>无楼层</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <source>What it offers</source>
        <translation>所提供的设施</translation>
    </message>
    <message>
        <source>How it is booked</source>
        <translation>预订方式</translation>
    </message>
</context>
<context>
    <name>RetireDialog</name>
    <message numerus="yes">
        <source>%n resource(s)</source>
        <translation>
            <numerusform>%n 项资源</numerusform>
        </translation>
    </message>
    <message>
        <source>Retire {what}?</source>
        <translation>要永久停用{what}吗？</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>It stays in the history, but can be booked no more. Nothing is deleted.</source>
        <translation>历史记录会保留，但不能再预订。不会删除任何数据。</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>永久停用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Looking for bookings…</source>
        <translation>正在查找预订…</translation>
    </message>
    <message>
        <source>No booking to come is concerned.</source>
        <translation>不影响任何将来的预订。</translation>
    </message>
</context>
<context>
    <name>SchedulePage</name>
    <message>
        <source>Schedule</source>
        <translation>日程表</translation>
    </message>
    <message>
        <source>Schedule of the day</source>
        <translation>当天的日程表</translation>
    </message>
    <message>
        <source>Arrows move, Shift and arrows stretch, Enter opens or books, M moves, R resizes, Delete cancels, F2 edits, U unfolds, Page Up and Down change the day</source>
        <translation>方向键移动，Shift 加方向键延长，Enter 打开或预订，M 改期，R 更改时长，Delete 取消，F2 编辑，U 展开，Page Up 和 Page Down 切换日期</translation>
    </message>
</context>
<context>
    <name>ScheduleTools</name>
    <message>
        <source>As a grid (Ctrl+L)</source>
        <translation>以网格显示（Ctrl+L）</translation>
    </message>
    <message>
        <source>As a list (Ctrl+L)</source>
        <translation>以列表显示（Ctrl+L）</translation>
    </message>
    <message>
        <source>Shorter cells (Ctrl++)</source>
        <translation>较短的时段格（Ctrl++）</translation>
    </message>
    <message>
        <source>Longer cells (Ctrl+-)</source>
        <translation>较长的时段格（Ctrl+-）</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>What is it for?</source>
        <translation>预订用途？</translation>
    </message>
    <message>
        <source>What and when</source>
        <translation>内容与时间</translation>
    </message>
    <message>
        <source>Add another resource: name or code</source>
        <translation>添加另一项资源：名称或编号</translation>
    </message>
    <message>
        <source>Add another resource</source>
        <translation>添加另一项资源</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>标题不公开</translation>
    </message>
    <message>
        <source>Colleagues see only that it is busy</source>
        <translation>同事只会看到“已占用”</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Ask the server anyway</source>
        <translation>仍提交服务器决定</translation>
    </message>
    <message>
        <source>Cancel booking</source>
        <translation>取消预订</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Schedule: move between cells</source>
        <translation>日程表：在单元格之间移动</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Schedule: stretch the time</source>
        <translation>日程表：延长或缩短时段</translation>
    </message>
    <message>
        <source>Shift and arrows</source>
        <translation>Shift 加方向键</translation>
    </message>
    <message>
        <source>Schedule: open or book</source>
        <translation>日程表：打开或预订</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Schedule: cancel a booking</source>
        <translation>日程表：取消预订</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Close what lies over the window</source>
        <translation>关闭浮在窗口上的面板</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Nothing is fetched from the web. Please save the file and choose it.</source>
        <translation>程序不会从网上下载文件。请先保存文件，再选择它。</translation>
    </message>
    <message>
        <source>This computer has no keyring: the password stays in memory, and you are asked for it again when the program starts next time.</source>
        <translation>这台电脑没有密钥环：密码只保留在内存中，下次启动程序时会再次要求输入。</translation>
    </message>
    <message>
        <source>You are not asked for it again on this computer.</source>
        <translation>在这台电脑上不会再要求输入。</translation>
    </message>
    <message>
        <source>You are asked for it again when the program starts next time.</source>
        <translation>下次启动程序时会再次要求输入。</translation>
    </message>
    <message>
        <source>Whoever can read your files can read it. The file is open to your account alone.</source>
        <translation>能读取您文件的人也能读取密码。该文件仅限您的账号打开。</translation>
    </message>
    <message>
        <source>There is no server named {host}, or this computer is offline.</source>
        <translation>没有名为 {host} 的服务器，或这台电脑处于离线状态。</translation>
    </message>
    <message>
        <source>The server {host} does not answer. Please check the connection and try again.</source>
        <translation>服务器 {host} 没有响应。请检查连接后重试。</translation>
    </message>
    <message>
        <source>This login is disabled. Please ask the office of your site.</source>
        <translation>此登录名已停用。请咨询场地管理员。</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>&amp;Keep the password</source>
        <translation>保存密码(&amp;K)</translation>
    </message>
    <message>
        <source>In this computer's keyring</source>
        <translation>在这台电脑的密钥环中</translation>
    </message>
    <message>
        <source>Only until the program ends</source>
        <translation>仅到程序退出为止</translation>
    </message>
    <message>
        <source>In a file that only I can read</source>
        <translation>在只有我能读取的文件中</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>正在向服务器查询…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>SiteSwitch</name>
    <message>
        <source>Sites</source>
        <translation>场地</translation>
    </message>
    <message>
        <source>All sites</source>
        <translation>所有场地</translation>
    </message>
    <message>
        <source>Sites: {name}</source>
        <translation>场地：{name}</translation>
    </message>
</context>
<context>
    <name>StartWindow</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
<context>
    <name>StateCards</name>
    <message>
        <source>Dismiss</source>
        <translation>不再显示</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>重新比对</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Sign-in needed</source>
        <translation>需要登录</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Trouble</source>
        <translation>出现问题</translation>
    </message>
    <message>
        <source>Clock is off</source>
        <translation>时钟不准</translation>
    </message>
    <message>
        <source>Shared database is busy</source>
        <translation>共享数据库繁忙</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>自 {time} 起离线</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Signed in: {who}</source>
        <translation>已登录：{who}</translation>
    </message>
    <message>
        <source>Shared database: {name}</source>
        <translation>共享数据库：{name}</translation>
    </message>
    <message>
        <source>What you see was last compared with the shared database at this time.</source>
        <translation>您所见的数据最近一次与共享数据库核对的时间。</translation>
    </message>
    <message>
        <source>Fetching the data for the first time…</source>
        <translation>正在首次获取数据…</translation>
    </message>
    <message>
        <source>Fetching the data for the first time: {count}</source>
        <translation>首次获取数据：{count}</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 项等待中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n 项被拒绝</numerusform>
        </translation>
    </message>
    <message>
        <source>See what waits, and why</source>
        <translation>查看等待中的更改及原因</translation>
    </message>
</context>
<context>
    <name>Teller</name>
    <message numerus="yes">
        <source>%n change(s) were not accepted. My bookings says why.</source>
        <translation>
            <numerusform>%n 项更改被拒绝。原因见“我的预订”。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TokenEdit</name>
    <message>
        <source>Type to add</source>
        <translation>输入以添加</translation>
    </message>
    <message>
        <source>Show what can be added (Down)</source>
        <translation>显示可添加的项目（向下键）</translation>
    </message>
    <message>
        <source>Remove: {what}</source>
        <translation>移除：{what}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Room, person, day…   {keys}</source>
        <translation>房间、人员、日期…   {keys}</translation>
    </message>
    <message>
        <source>Look for anything</source>
        <translation>查找任意项目</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>%n change(s) wait to be sent</source>
        <translation>
            <numerusform>%n 项更改等待发送</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>尚未登录</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>显示窗口</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>WaitingPanel</name>
    <message>
        <source>What waits to be sent</source>
        <translation>等待发送的更改</translation>
    </message>
    <message>
        <source>Nothing waits. Everything you did has been sent.</source>
        <translation>没有等待中的更改。您所做的更改已全部发送。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>.</source>
        <comment>closes a short sentence</comment>
        <translation>。</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Withdraw {what}</source>
        <translation>撤回{what}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show {what}</source>
        <translation>显示{what}</translation>
    </message>
</context>
<context>
    <name>WhenEdit</name>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Until, date</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Ends on {day}</source>
        <translation>于{day}结束</translation>
    </message>
</context>
<context>
    <name>agenda</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>预订者</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>booking</name>
    <message>
        <source>No connection now. Your booking is kept and waits for confirmation.</source>
        <translation>目前没有连接。您的预订已保留，等待确认。</translation>
    </message>
</context>
<context>
    <name>closures</name>
    <message>
        <source>Something that is not shown any more</source>
        <translation>已不再显示的项目</translation>
    </message>
    <message>
        <source>All of {site}</source>
        <translation>整个{site}</translation>
    </message>
    <message>
        <source>Closed now</source>
        <translation>目前关闭</translation>
    </message>
    <message>
        <source>Coming</source>
        <translation>即将关闭</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Lifting, waits for confirmation</source>
        <translation>正在解除，等待确认</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What is closed</source>
        <translation>关闭范围</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>conflict</name>
    <message>
        <source>other notes</source>
        <translation>备注不同</translation>
    </message>
    <message>
        <source>private</source>
        <translation>不公开</translation>
    </message>
    <message>
        <source>not private</source>
        <translation>公开</translation>
    </message>
    <message>
        <source>Somebody else has this time</source>
        <translation>此时段已被他人占用</translation>
    </message>
    <message>
        <source>Somebody else changed this booking meanwhile</source>
        <translation>期间有人更改了此预订</translation>
    </message>
    <message>
        <source>This booking was cancelled meanwhile</source>
        <translation>此预订在期间已被取消</translation>
    </message>
    <message>
        <source>Closed or out of service</source>
        <translation>关闭或停用</translation>
    </message>
    <message>
        <source>The rules speak against it</source>
        <translation>不符合预订规则</translation>
    </message>
    <message>
        <source>This is not open to you any more</source>
        <translation>此项已不再向您开放</translation>
    </message>
    <message>
        <source>Too late</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>This version of the program is too old</source>
        <translation>此程序版本过旧</translation>
    </message>
    <message>
        <source>It built on a change that was refused</source>
        <translation>所依据的更改被拒绝</translation>
    </message>
    <message>
        <source>Lost in a recovery of the shared database</source>
        <translation>在共享数据库恢复时丢失</translation>
    </message>
    <message>
        <source>Set aside after a fault</source>
        <translation>因故障搁置</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Your login is not accepted</source>
        <translation>您的登录未被接受</translation>
    </message>
    <message>
        <source>Nothing can be changed for now</source>
        <translation>暂时不能进行更改</translation>
    </message>
    <message>
        <source>The shared database is busy</source>
        <translation>共享数据库繁忙</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>没有连接</translation>
    </message>
    <message>
        <source>This machine's clock is off</source>
        <translation>这台电脑的时钟不准</translation>
    </message>
    <message>
        <source>Keep what they made of it, or put your change on top of theirs.</source>
        <translation>可保留对方的更改，或以您的更改为准。</translation>
    </message>
    <message>
        <source>It was confirmed once. The recovery lost it, and when it was sent again it was refused.</source>
        <translation>它曾被确认，但在恢复时丢失；重新发送后被拒绝。</translation>
    </message>
    <message>
        <source>It was not sent again. You can try once more, or let it go.</source>
        <translation>没有再次发送。您可以再试一次，或放弃此更改。</translation>
    </message>
    <message>
        <source>Set this machine's clock, so that what you see as now is now.</source>
        <translation>请校正这台电脑的时钟，界面上的“现在”才会准确。</translation>
    </message>
    <message>
        <source>Nothing is refused. What waits is sent as soon as it answers.</source>
        <translation>没有更改被拒绝。共享数据库一有响应，便会发送等待中的更改。</translation>
    </message>
    <message>
        <source>Nothing is refused. What waits is sent when the connection is back.</source>
        <translation>没有更改被拒绝。恢复连接后，便会发送等待中的更改。</translation>
    </message>
</context>
<context>
    <name>error</name>
    <message>
        <source>Nobody is signed in. Please sign in.</source>
        <translation>尚未登录。请登录。</translation>
    </message>
    <message>
        <source>Please enter your password.</source>
        <translation>请输入密码。</translation>
    </message>
    <message>
        <source>The login or the password is wrong. Please try again.</source>
        <translation>登录名或密码不正确。请重试。</translation>
    </message>
    <message>
        <source>Your login is disabled, and the local copy was removed. Please ask the site's office.</source>
        <translation>您的登录名已停用，本地副本也已移除。请咨询场地管理员。</translation>
    </message>
    <message>
        <source>The shared database knows this login as somebody else, or not at all. Please ask for a new invitation.</source>
        <translation>在共享数据库中，此登录名属于他人或并不存在。请索取新的邀请。</translation>
    </message>
    <message>
        <source>The shared database cannot be reached. Please try again later.</source>
        <translation>无法连接共享数据库。请稍后重试。</translation>
    </message>
    <message>
        <source>The shared database is busy. Please try again.</source>
        <translation>共享数据库繁忙。请重试。</translation>
    </message>
    <message>
        <source>This was interrupted. Please try again.</source>
        <translation>操作被中断。请重试。</translation>
    </message>
    <message>
        <source>What answers at that address is no database of Loop Booking.</source>
        <translation>该地址响应的不是 Loop Booking 的数据库。</translation>
    </message>
    <message>
        <source>The shared database does not let this machine in. Please ask the site's office.</source>
        <translation>共享数据库不允许这台电脑连接。请咨询场地管理员。</translation>
    </message>
    <message>
        <source>The shared database is older than PostgreSQL 18, which is needed.</source>
        <translation>共享数据库的版本低于所需的 PostgreSQL 18。</translation>
    </message>
    <message>
        <source>The shared database could not prove that it is the right one, so nothing was sent to it.</source>
        <translation>共享数据库未能证明其身份，因此没有向它发送任何数据。</translation>
    </message>
    <message>
        <source>The shared database does not offer an encrypted connection.</source>
        <translation>共享数据库不提供加密连接。</translation>
    </message>
    <message>
        <source>This is not an address of a shared database.</source>
        <translation>这不是共享数据库的地址。</translation>
    </message>
    <message>
        <source>The files were made by another version of the program.</source>
        <translation>这些文件由另一版本的程序创建。</translation>
    </message>
    <message>
        <source>Nothing was fetched yet. It appears after the first connection.</source>
        <translation>尚未获取任何数据；首次连接后便会显示。</translation>
    </message>
    <message>
        <source>A file or folder cannot be written to.</source>
        <translation>无法写入文件或文件夹。</translation>
    </message>
    <message>
        <source>The disk is full. Please make room and try again.</source>
        <translation>磁盘已满。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>The disk, or the folder, cannot be used.</source>
        <translation>无法使用磁盘或文件夹。</translation>
    </message>
    <message>
        <source>Another program has a file open. Please close it.</source>
        <translation>文件正由另一程序打开。请先关闭该程序。</translation>
    </message>
    <message>
        <source>A file is damaged. Please sign in again.</source>
        <translation>文件已损坏。请重新登录。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>无法读取文件。</translation>
    </message>
    <message>
        <source>The certificate cannot be read.</source>
        <translation>无法读取证书。</translation>
    </message>
    <message>
        <source>There is a file of that name already.</source>
        <translation>已有同名文件。</translation>
    </message>
    <message>
        <source>Something went wrong in the program. The log file has the details.</source>
        <translation>程序出现问题。详情见日志文件。</translation>
    </message>
</context>
<context>
    <name>event</name>
    <message>
        <source>Your booking is confirmed.</source>
        <translation>您的预订已确认。</translation>
    </message>
    <message>
        <source>Your booking is moved.</source>
        <translation>您的预订已改期。</translation>
    </message>
    <message>
        <source>Your booking has its new length.</source>
        <translation>您的预订时长已更改。</translation>
    </message>
    <message>
        <source>Your changes are confirmed.</source>
        <translation>您的更改已确认。</translation>
    </message>
    <message>
        <source>Your booking is cancelled.</source>
        <translation>您的预订已取消。</translation>
    </message>
    <message>
        <source>The addition to your booking is confirmed.</source>
        <translation>您的预订已加入所选项目。</translation>
    </message>
    <message>
        <source>The removal from your booking is confirmed.</source>
        <translation>所选项目已从您的预订中移除。</translation>
    </message>
    <message>
        <source>The inventory entry is confirmed.</source>
        <translation>资源信息已确认。</translation>
    </message>
    <message>
        <source>The inventory entry is retired.</source>
        <translation>资源已永久停用。</translation>
    </message>
    <message>
        <source>The closure is confirmed.</source>
        <translation>关闭时段已确认。</translation>
    </message>
    <message>
        <source>The closure is lifted.</source>
        <translation>关闭时段已解除。</translation>
    </message>
    <message>
        <source>The local copy was damaged and is fetched anew. Nothing is lost.</source>
        <translation>本地副本已损坏，正在重新获取。没有数据丢失。</translation>
    </message>
    <message>
        <source>What you may see has changed, so the local copy is fetched anew.</source>
        <translation>您可查看的范围已更改，因此本地副本正在重新获取。</translation>
    </message>
    <message>
        <source>The local copy differed from the shared database and is fetched anew.</source>
        <translation>本地副本与共享数据库不符，正在重新获取。</translation>
    </message>
    <message>
        <source>Connected to the shared database.</source>
        <translation>已连接共享数据库。</translation>
    </message>
    <message>
        <source>The shared database is busy. What you do is kept and sent later.</source>
        <translation>共享数据库繁忙。您所做的更改会保留，稍后发送。</translation>
    </message>
    <message>
        <source>No connection to the shared database. What you do is kept and sent later.</source>
        <translation>未连接共享数据库。您所做的更改会保留，稍后发送。</translation>
    </message>
    <message>
        <source>This version of the program is too old to change anything. What waits is kept.</source>
        <translation>此程序版本过旧，不能进行任何更改。等待中的更改会保留。</translation>
    </message>
    <message>
        <source>The shared database is behind this desktop, perhaps after a recovery. Nothing is sent for now; what waits is kept.</source>
        <translation>共享数据库的数据比本机旧，可能刚经过恢复。暂时不会发送；等待中的更改会保留。</translation>
    </message>
    <message numerus="yes">
        <source>The shared database shows nothing any more. The %n resource(s) known here stay for now.</source>
        <translation>
            <numerusform>共享数据库不再显示任何数据。本机已知的 %n 项资源暂时保留。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The outbox was damaged. It is kept as {file}, and %n change(s) were read out of it.</source>
        <translation>
            <numerusform>待发送列表已损坏，现保留为 {file}，并从中读回 %n 项更改。</numerusform>
        </translation>
    </message>
    <message>
        <source>This machine's clock is {length} slow. The shared database's time counts.</source>
        <translation>这台电脑的时钟慢了 {length}。以共享数据库的时间为准。</translation>
    </message>
    <message>
        <source>This machine's clock is {length} fast. The shared database's time counts.</source>
        <translation>这台电脑的时钟快了 {length}。以共享数据库的时间为准。</translation>
    </message>
    <message>
        <source>The local copy is fetched anew ({reason}).</source>
        <translation>本地副本正在重新获取（{reason}）。</translation>
    </message>
    <message>
        <source>{act} was refused. {why}</source>
        <translation>{act}被拒绝。{why}</translation>
    </message>
    <message>
        <source>{act} came too late. {why}</source>
        <translation>{act}已逾期。{why}</translation>
    </message>
    <message>
        <source>{act} was set aside. {why}</source>
        <translation>{act}已搁置。{why}</translation>
    </message>
    <message>
        <source>{act} was sent again, because a recovery of the shared database had lost it.</source>
        <translation>{act}已重新发送，因为共享数据库恢复时丢失了它。</translation>
    </message>
    <message>
        <source>{act} is confirmed.</source>
        <translation>{act}已确认。</translation>
    </message>
    <message>
        <source>{what}: {sentence}</source>
        <translation>{what}：{sentence}</translation>
    </message>
    <message>
        <source>{act} “{what}”</source>
        <translation>{act}“{what}”</translation>
    </message>
</context>
<context>
    <name>filling</name>
    <message>
        <source>Nobody could see it. Please choose.</source>
        <translation>没有人能看到此资源。请选择。</translation>
    </message>
    <message>
        <source>What has parts has no units of its own.</source>
        <translation>由多个部分组成的资源没有自己的单元。</translation>
    </message>
    <message>
        <source>Please give it a name in English.</source>
        <translation>请填写英文名称。</translation>
    </message>
    <message>
        <source>Press Enter to add it, or empty the line.</source>
        <translation>按 Enter 添加，或清空此行。</translation>
    </message>
    <message>
        <source>It is part of another one, so it has no parts itself.</source>
        <translation>它是另一资源的组成部分，因此本身没有组成部分。</translation>
    </message>
    <message>
        <source>{code} cannot be a part of it.</source>
        <translation>{code} 不能成为其组成部分。</translation>
    </message>
    <message>
        <source>At most {most} characters.</source>
        <translation>最多 {most} 个字符。</translation>
    </message>
    <message>
        <source>It has a character that cannot be kept.</source>
        <translation>含有不能保存的字符。</translation>
    </message>
    <message>
        <source>This code is used already.</source>
        <translation>此编号已被使用。</translation>
    </message>
    <message>
        <source>A code has letters, digits, dots and hyphens only, at most 40.</source>
        <translation>编号只能含字母、数字、点和连字符，最多 40 个字符。</translation>
    </message>
    <message>
        <source>At most two digits after the point.</source>
        <translation>小数点后最多两位。</translation>
    </message>
    <message>
        <source>A charge from {least} to {most}.</source>
        <translation>收费须为 {least} 至 {most}。</translation>
    </message>
    <message>
        <source>Write the charge as 80 or 80.50.</source>
        <translation>收费请写作 80 或 80.50。</translation>
    </message>
    <message>
        <source>Nothing at this site is called that.</source>
        <translation>此场地找不到此名称。</translation>
    </message>
    <message>
        <source>A whole number from 1 to {most}.</source>
        <translation>请输入 1 至 {most} 的整数。</translation>
    </message>
    <message>
        <source>Please choose what to book.</source>
        <translation>请选择要预订的资源。</translation>
    </message>
    <message>
        <source>Nothing here is called that.</source>
        <translation>找不到此名称。</translation>
    </message>
    <message>
        <source>Several are called like that.</source>
        <translation>有多个项目使用此名称。</translation>
    </message>
    <message>
        <source>Press Enter to add it.</source>
        <translation>按 Enter 添加。</translation>
    </message>
    <message>
        <source>Nothing is called “{text}”.</source>
        <translation>找不到“{text}”。</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>请填写此项。</translation>
    </message>
    <message>
        <source>This is not understood.</source>
        <translation>无法识别所输入的内容。</translation>
    </message>
    <message>
        <source>There is no such hour.</source>
        <translation>没有这个钟点。</translation>
    </message>
    <message>
        <source>There is no such minute.</source>
        <translation>没有这个分钟数。</translation>
    </message>
    <message>
        <source>Times are whole minutes.</source>
        <translation>时间以整分钟计算。</translation>
    </message>
    <message>
        <source>There is no such day.</source>
        <translation>没有这个日期。</translation>
    </message>
    <message>
        <source>That date is another day of the week.</source>
        <translation>该日期不是所填的星期。</translation>
    </message>
    <message>
        <source>That is too far away.</source>
        <translation>日期太远。</translation>
    </message>
    <message>
        <source>Clocks skip this time on that day.</source>
        <translation>当天时钟会跳过这段时间。</translation>
    </message>
    <message>
        <source>Please add a time.</source>
        <translation>请加上时间。</translation>
    </message>
    <message>
        <source>The end must come after the start.</source>
        <translation>结束时间必须在开始时间之后。</translation>
    </message>
    <message>
        <source>The length must be at least a minute.</source>
        <translation>时长至少为一分钟。</translation>
    </message>
    <message>
        <source>That is too long.</source>
        <translation>时间太长。</translation>
    </message>
    <message>
        <source>Please give it a title.</source>
        <translation>请填写标题。</translation>
    </message>
    <message>
        <source>Please say how many people.</source>
        <translation>请填写人数。</translation>
    </message>
    <message>
        <source>Please say when it begins.</source>
        <translation>请填写开始时间。</translation>
    </message>
    <message>
        <source>Please say when it ends.</source>
        <translation>请填写结束时间。</translation>
    </message>
    <message>
        <source>Please say how many units.</source>
        <translation>请填写单元数量。</translation>
    </message>
    <message>
        <source>At most {most} resources in one booking.</source>
        <translation>每个预订最多 {most} 项资源。</translation>
    </message>
    <message>
        <source>This is not a time that can be booked.</source>
        <translation>这不是可预订的时间。</translation>
    </message>
</context>
<context>
    <name>format</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>{rows} of {total} rows</source>
        <translation>{rows} / {total} 行</translation>
    </message>
    <message>
        <source>{rows} rows so far</source>
        <translation>已获取 {rows} 行</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day}{time}</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>数据截至 {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <comment>length of time</comment>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between items of a list</comment>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>inventory</name>
    <message>
        <source>Waiting for confirmation</source>
        <translation>等待确认</translation>
    </message>
    <message>
        <source>Park operator</source>
        <translation>园区运营公司</translation>
    </message>
    <message>
        <source>Institutes</source>
        <translation>科研机构</translation>
    </message>
    <message>
        <source>Tenant companies</source>
        <translation>入驻企业</translation>
    </message>
    <message>
        <source>Start-ups in incubation</source>
        <translation>在孵初创企业</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>an hour</source>
        <translation>每小时</translation>
    </message>
    <message>
        <source>an hour for each unit</source>
        <translation>每个单元每小时</translation>
    </message>
    <message>
        <source>a day for each unit</source>
        <translation>每个单元每天</translation>
    </message>
    <message>
        <source>{field}: {old} → {new}</source>
        <translation>{field}：{old} → {new}</translation>
    </message>
    <message>
        <source>Private booking</source>
        <translation>不公开的预订</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Organiser</source>
        <translation>发起人</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>修订版本</translation>
    </message>
    <message>
        <source>Name (English)</source>
        <translation>名称（英文）</translation>
    </message>
    <message>
        <source>Name (繁)</source>
        <translation>名称（繁体）</translation>
    </message>
    <message>
        <source>Name (简)</source>
        <translation>名称（简体）</translation>
    </message>
    <message>
        <source>No name in {language} yet</source>
        <translation>尚无{language}名称</translation>
    </message>
</context>
<context>
    <name>name</name>
    <message>
        <source>No charge</source>
        <translation>免费</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Waiting for confirmation</source>
        <translation>等待确认</translation>
    </message>
    <message>
        <source>Waiting, probably taken already</source>
        <translation>等待确认，时段很可能已被占用</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Too late</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Set aside after a fault</source>
        <translation>因故障搁置</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>Sent, no answer yet</source>
        <translation>已发送，尚无答复</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Booking</source>
        <translation>预订</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>改期</translation>
    </message>
    <message>
        <source>Change of length</source>
        <translation>更改时长</translation>
    </message>
    <message>
        <source>Change of details</source>
        <translation>修改信息</translation>
    </message>
    <message>
        <source>Cancellation</source>
        <translation>取消预订</translation>
    </message>
    <message>
        <source>Addition to a booking</source>
        <translation>加入预订</translation>
    </message>
    <message>
        <source>Removal from a booking</source>
        <translation>从预订中移除</translation>
    </message>
    <message>
        <source>Inventory entry</source>
        <translation>资源信息</translation>
    </message>
    <message>
        <source>Retirement</source>
        <translation>永久停用</translation>
    </message>
    <message>
        <source>Closure</source>
        <translation>关闭时段</translation>
    </message>
    <message>
        <source>Lifting of a closure</source>
        <translation>解除关闭时段</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>实验室</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>In service</source>
        <translation>正常使用</translation>
    </message>
    <message>
        <source>Limited service</source>
        <translation>受限使用</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>永久停用</translation>
    </message>
    <message>
        <source>Self-use with a certificate</source>
        <translation>持证自助使用</translation>
    </message>
    <message>
        <source>Operated by staff</source>
        <translation>由专人操作</translation>
    </message>
    <message>
        <source>Remote use</source>
        <translation>远程使用</translation>
    </message>
    <message>
        <source>Storage by the day</source>
        <translation>按天存放</translation>
    </message>
    <message>
        <source>{money} an hour</source>
        <translation>每小时 {money}</translation>
    </message>
    <message>
        <source>{money} an hour for each unit</source>
        <translation>每个单元每小时 {money}</translation>
    </message>
    <message>
        <source>{money} a day for each unit</source>
        <translation>每个单元每天 {money}</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>标题不公开</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>Number of units</source>
        <translation>单元数量</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>场地</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>楼层</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Booking rules</source>
        <translation>预订规则</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>开放时间</translation>
    </message>
    <message>
        <source>Stands in</source>
        <translation>所在位置</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容纳人数</translation>
    </message>
    <message>
        <source>Area (m²)</source>
        <translation>面积（平方米）</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Name of a unit</source>
        <translation>单元名称</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>设施</translation>
    </message>
    <message>
        <source>Class of laboratory</source>
        <translation>实验室类别</translation>
    </message>
    <message>
        <source>How it is used</source>
        <translation>使用方式</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>收费</translation>
    </message>
    <message>
        <source>Rate for</source>
        <translation>计费单位</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Bookable itself</source>
        <translation>可单独预订</translation>
    </message>
    <message>
        <source>Open to</source>
        <translation>开放对象</translation>
    </message>
    <message>
        <source>Dry laboratory</source>
        <translation>干实验室</translation>
    </message>
    <message>
        <source>Dry laboratory, ESD protected</source>
        <translation>干实验室（防静电）</translation>
    </message>
    <message>
        <source>Dry laboratory, shielded</source>
        <translation>干实验室（屏蔽）</translation>
    </message>
    <message>
        <source>Wet laboratory</source>
        <translation>湿实验室</translation>
    </message>
    <message>
        <source>Chemistry</source>
        <translation>化学</translation>
    </message>
    <message>
        <source>Instruments</source>
        <translation>仪器</translation>
    </message>
    <message>
        <source>Biosafety level 1 (BSL-1)</source>
        <translation>生物安全一级（BSL-1，俗称P1）</translation>
    </message>
    <message>
        <source>Biosafety level 2 (BSL-2)</source>
        <translation>生物安全二级（BSL-2，俗称P2）</translation>
    </message>
    <message>
        <source>Cleanroom, ISO 7</source>
        <translation>洁净室（ISO 7 级）</translation>
    </message>
    <message>
        <source>{act}: {what}</source>
        <translation>{act}：{what}</translation>
    </message>
    <message>
        <source>for this very instrument</source>
        <translation>本仪器专用</translation>
    </message>
</context>
<context>
    <name>offer</name>
    <message>
        <source>Later: {time}</source>
        <translation>延后：{time}</translation>
    </message>
    <message>
        <source>Earlier: {time}</source>
        <translation>提前：{time}</translation>
    </message>
    <message>
        <source>Shorter: {time}</source>
        <translation>缩短：{time}</translation>
    </message>
    <message>
        <source>{resource}, {time}</source>
        <translation>{resource}，{time}</translation>
    </message>
    <message>
        <source>Another day: {day}</source>
        <translation>另一天：{day}</translation>
    </message>
    <message>
        <source>{resource} at {site}</source>
        <translation>{site}的{resource}</translation>
    </message>
</context>
<context>
    <name>problem</name>
    <message>
        <source>There is nothing with this code, or it is not open to your organisation.</source>
        <translation>没有此编号的资源，或该资源不向您的单位开放。</translation>
    </message>
    <message>
        <source>This is not booked itself. Book one of the instruments in it.</source>
        <translation>此处不可直接预约。请预约其中的仪器。</translation>
    </message>
    <message>
        <source>{resource} is no longer in use. Please choose another one.</source>
        <translation>{resource}已永久停用。请另选一项。</translation>
    </message>
    <message>
        <source>{resource} is out of service. Please choose another one.</source>
        <translation>{resource}目前停用。请另选一项。</translation>
    </message>
    <message>
        <source>The length must be a multiple of {step}.</source>
        <translation>时长必须是 {step}的倍数。</translation>
    </message>
    <message>
        <source>The shortest booking here is {minimum}.</source>
        <translation>此处最短可预订 {minimum}。</translation>
    </message>
    <message>
        <source>The longest booking here is {maximum}.</source>
        <translation>此处最长可预订 {maximum}。</translation>
    </message>
    <message>
        <source>That time has passed.</source>
        <translation>该时间已过。</translation>
    </message>
    <message>
        <source>{quantity} were asked for; there are {units} in all.</source>
        <translation>要求 {quantity} 个；总共只有 {units} 个。</translation>
    </message>
    <message>
        <source>A certificate is needed ({inductions}). The site's office can make the booking for you.</source>
        <translation>需要准入培训证书（{inductions}）。场地管理员可代您预约。</translation>
    </message>
    <message>
        <source>A sample form is needed. The site's office can make the booking for you.</source>
        <translation>需要送样单。场地管理员可代您预约。</translation>
    </message>
    <message>
        <source>A project code is needed. The site's office can make the booking for you.</source>
        <translation>需要项目编号。场地管理员可代您预约。</translation>
    </message>
    <message>
        <source>A deposit is needed. The site's office can make the booking for you.</source>
        <translation>需要押金。场地管理员可代您预订。</translation>
    </message>
    <message>
        <source>An event plan is needed. The site's office can make the booking for you.</source>
        <translation>需要活动方案。场地管理员可代您预订。</translation>
    </message>
    <message>
        <source>An after-hours permit is needed. The site's office can make the booking for you.</source>
        <translation>需要非工作时间使用许可。场地管理员可代您预约。</translation>
    </message>
    <message>
        <source>The statement for {month} is issued, so nothing in that month can change.</source>
        <translation>{month}的使用结算单已出具，该月的内容不能再更改。</translation>
    </message>
    <message>
        <source>Somebody else has this time, or it is too close to another booking.</source>
        <translation>此时段已被他人占用，或与另一个预订间隔太近。</translation>
    </message>
    <message>
        <source>The booking has begun, so its start and place stay as they are.</source>
        <translation>预订已开始，开始时间和地点不能更改。</translation>
    </message>
    <message>
        <source>The booking is already cancelled.</source>
        <translation>此预订已经取消。</translation>
    </message>
    <message>
        <source>The closure is already lifted.</source>
        <translation>此关闭时段已经解除。</translation>
    </message>
    <message>
        <source>It was changed meanwhile. Look at it as it is now, then try again.</source>
        <translation>期间内容已被更改。请查看最新内容后重试。</translation>
    </message>
    <message>
        <source>There is no such booking, or it is not yours to see.</source>
        <translation>没有此预订，或您无权查看。</translation>
    </message>
    <message>
        <source>There is no such closure.</source>
        <translation>没有此关闭时段。</translation>
    </message>
    <message>
        <source>Your roles do not allow this. Please ask the site's office.</source>
        <translation>您的角色无权进行此操作。请咨询场地管理员。</translation>
    </message>
    <message>
        <source>An earlier change to it was refused, so this one was not made.</source>
        <translation>较早的一项更改被拒绝，因此这项更改没有进行。</translation>
    </message>
    <message>
        <source>The shared database does not know the earlier change that this one builds on. Please make it again.</source>
        <translation>共享数据库没有这项更改所依据的较早更改。请重新进行。</translation>
    </message>
    <message>
        <source>{field}: missing or not understood.</source>
        <translation>{field}：未填写或无法识别。</translation>
    </message>
    <message>
        <source>{field}: not a time that can be booked. The end comes after the start and at most 400 days later.</source>
        <translation>{field}：不是可预订的时间。结束时间须在开始之后，且间隔不超过 400 天。</translation>
    </message>
    <message>
        <source>{field}: the text is empty, too long, or has a character that cannot be kept.</source>
        <translation>{field}：文字为空、过长或含有不能保存的字符。</translation>
    </message>
    <message>
        <source>This is larger than 16 KiB. Please shorten the notes.</source>
        <translation>内容超过 16 KiB。请缩短备注。</translation>
    </message>
    <message>
        <source>The shared database does not know this kind of change.</source>
        <translation>共享数据库不支持此类更改。</translation>
    </message>
    <message>
        <source>This code is already used for something else. Please choose another one.</source>
        <translation>此编号已被使用。请另选编号。</translation>
    </message>
    <message>
        <source>The number of this change was used for another one. Please make it again.</source>
        <translation>此更改的标识已用于另一项更改。请重新进行。</translation>
    </message>
    <message>
        <source>The change is older than 400 days or dated in the future, so it was not taken.</source>
        <translation>此更改已超过 400 天，或日期在未来，因此未被接受。</translation>
    </message>
    <message>
        <source>The connection to the shared database is set up wrongly. Please tell whoever looks after it.</source>
        <translation>与共享数据库的连接设置有误。请通知负责维护的人。</translation>
    </message>
    <message>
        <source>This version of the program is too old to change anything. Please install the newest one.</source>
        <translation>此程序版本过旧，不能进行任何更改。请安装最新版本。</translation>
    </message>
    <message>
        <source>Its start passed while it waited, so it was not sent.</source>
        <translation>等待期间开始时间已过，因此没有发送。</translation>
    </message>
    <message>
        <source>The program or the shared database failed on it. It is kept aside, not lost.</source>
        <translation>程序或共享数据库处理时出错。此更改已搁置，并未丢失。</translation>
    </message>
    <message>
        <source>It was taken back before it was sent.</source>
        <translation>发送前已撤回。</translation>
    </message>
    <message>
        <source>There is no such change in the outbox.</source>
        <translation>待发送列表中没有此更改。</translation>
    </message>
    <message>
        <source>Nobody here has the login {login}.</source>
        <translation>这里没有登录名为 {login} 的人。</translation>
    </message>
    <message>
        <source>Several begin or end like that.</source>
        <translation>有多个项目以此开头或结尾。</translation>
    </message>
    <message>
        <source>Only a verdict can be dismissed. The state of this change: {state}.</source>
        <translation>只能清除已有结果的更改。此更改的状态：{state}。</translation>
    </message>
    <message>
        <source>It cannot be taken back any more. Its state: {state}. Please cancel the booking instead.</source>
        <translation>已不能撤回。状态：{state}。请改为取消预订。</translation>
    </message>
    <message>
        <source>This is not an invitation.</source>
        <translation>这不是邀请。</translation>
    </message>
    <message>
        <source>This is not a JSON object: {field}.</source>
        <translation>这不是 JSON 对象：{field}。</translation>
    </message>
    <message>
        <source>The two passwords are not the same.</source>
        <translation>两次输入的密码不同。</translation>
    </message>
    <message>
        <source>The new password must have at least {minimum} characters.</source>
        <translation>新密码至少须有 {minimum} 个字符。</translation>
    </message>
    <message>
        <source>The site is not open yet, and its opening date is not known.</source>
        <translation>场地尚未启用，启用日期未定。</translation>
    </message>
    <message>
        <source>The site opens on {date}.</source>
        <translation>场地于{date}启用。</translation>
    </message>
    <message>
        <source>Closed: {when}.</source>
        <translation>关闭：{when}。</translation>
    </message>
    <message>
        <source>Start and end must lie within the opening hours.</source>
        <translation>开始和结束时间均须在开放时间内。</translation>
    </message>
    <message>
        <source>Outside the opening hours.</source>
        <translation>不在开放时间内。</translation>
    </message>
    <message>
        <source>Start and end must lie within the opening hours; {date} is a public holiday.</source>
        <translation>开始和结束时间均须在开放时间内；{date}是法定节假日。</translation>
    </message>
    <message>
        <source>Outside the opening hours: {date} is a public holiday.</source>
        <translation>不在开放时间内：{date}是法定节假日。</translation>
    </message>
    <message>
        <source>Bookings here start at {time}.</source>
        <translation>此处的预订于 {time} 开始。</translation>
    </message>
    <message>
        <source>Start times here are {step} apart, counted from {time}.</source>
        <translation>此处的开始时间从 {time} 起，每隔 {step}一次。</translation>
    </message>
    <message numerus="yes">
        <source>%n working day(s) of notice needed; the first day is {date}.</source>
        <translation>
            <numerusform>须提前 %n 个工作日；最早可预订的日期是{date}。</numerusform>
        </translation>
    </message>
    <message>
        <source>{notice} of notice needed; the earliest start is {time}.</source>
        <translation>须提前 {notice}；最早可于{time}开始。</translation>
    </message>
    <message numerus="yes">
        <source>Bookings are taken up to %n day(s) ahead; the last day now is {date}.</source>
        <translation>
            <numerusform>最多可提前 %n 天预订；目前最晚可预订至{date}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people do not fit; there is room for {capacity}.</source>
        <translation>
            <numerusform>容纳不下 %n 人；最多可容纳 {capacity} 人。</numerusform>
        </translation>
    </message>
    <message>
        <source>Bookings here need approval. The site's office can make the booking for you.</source>
        <translation>此处的预订须经审批。场地管理员可代您预订。</translation>
    </message>
    <message>
        <source>Bookings longer than {over} need approval. The site's office can make the booking for you.</source>
        <translation>超过 {over}的预订须经审批。场地管理员可代您预订。</translation>
    </message>
    <message numerus="yes">
        <source>%n booking(s) still to come on it, so this cannot be taken away. Please move or cancel them first.</source>
        <translation>
            <numerusform>尚有 %n 个未到期的预订，因此不能移除。请先改期或取消。</numerusform>
        </translation>
    </message>
    <message>
        <source>This was refused ({code}).</source>
        <translation>被拒绝（{code}）。</translation>
    </message>
    <message>
        <source>Item {number}: {problem}</source>
        <translation>第 {number} 项：{problem}</translation>
    </message>
    <message>
        <source>{name} ({code})</source>
        <translation>{name}（{code}）</translation>
    </message>
</context>
<context>
    <name>schedule</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>I have seen the refusal</source>
        <translation>已知悉被拒绝</translation>
    </message>
    <message>
        <source>Cancel the booking</source>
        <translation>取消预订</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>已占用</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>标题不公开</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>Likely lost: somebody else was faster</source>
        <translation>很可能落空：已有人先一步预订</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Will be given up</source>
        <translation>即将释放</translation>
    </message>
    <message>
        <source>A change to it was refused</source>
        <translation>其中一项更改被拒绝</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>您的预订</translation>
    </message>
    <message>
        <source>Another organisation</source>
        <translation>其他单位</translation>
    </message>
    <message>
        <source>Kept empty: {before} before, {after} after</source>
        <translation>前后留空：之前 {before}，之后 {after}</translation>
    </message>
    <message>
        <source>Booked as {room}</source>
        <translation>以{room}名义预订</translation>
    </message>
    <message>
        <source>Part taken: {room}</source>
        <translation>部分已占用：{room}</translation>
    </message>
    <message numerus="yes">
        <source>%n unit(s)</source>
        <translation>
            <numerusform>%n 个单元</numerusform>
        </translation>
    </message>
    <message>
        <source>{room}, {time}, no booking</source>
        <translation>{room}，{time}，没有预订</translation>
    </message>
    <message>
        <source>{unit} {number}</source>
        <translation>{unit} {number}</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Made up of {rooms}</source>
        <translation>由{rooms}组成</translation>
    </message>
    <message>
        <source>{free} of {units} free</source>
        <translation>{units} 个中有 {free} 个可预订</translation>
    </message>
    <message>
        <source>Not open yet</source>
        <translation>尚未启用</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Book the equipment in it</source>
        <translation>请预约其中的设备</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Closed: {reason}</source>
        <translation>关闭：{reason}</translation>
    </message>
    <message>
        <source>Public holiday: {name}</source>
        <translation>法定节假日：{name}</translation>
    </message>
    <message>
        <source>Working day: {name}</source>
        <translation>调休上班日：{name}</translation>
    </message>
    <message>
        <source>Holiday in Hong Kong: {name}</source>
        <translation>香港假期：{name}</translation>
    </message>
    <message>
        <source>{note} (provisional)</source>
        <translation>{note}（暂定）</translation>
    </message>
    <message numerus="yes">
        <source>%n resource(s)</source>
        <translation>
            <numerusform>%n 项资源</numerusform>
        </translation>
    </message>
    <message>
        <source>This booking is not here any more</source>
        <translation>此预订已不在这里</translation>
    </message>
</context>
<context>
    <name>told</name>
    <message>
        <source>Asked for: {what}. Waiting for confirmation.</source>
        <translation>已提交：{what}。等待确认。</translation>
    </message>
    <message>
        <source>Move asked for: {what}. Waiting for confirmation.</source>
        <translation>已提交改期：{what}。等待确认。</translation>
    </message>
    <message>
        <source>New length asked for: {what}. Waiting for confirmation.</source>
        <translation>已提交更改时长：{what}。等待确认。</translation>
    </message>
    <message>
        <source>Changes asked for: {what}. Waiting for confirmation.</source>
        <translation>已提交更改：{what}。等待确认。</translation>
    </message>
    <message>
        <source>Cancellation asked for: {what}. Waiting for confirmation.</source>
        <translation>已提交取消：{what}。等待确认。</translation>
    </message>
    <message>
        <source>Private booking</source>
        <translation>不公开的预订</translation>
    </message>
</context>
</TS>
