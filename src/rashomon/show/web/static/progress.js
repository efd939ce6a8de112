// Shows a job as it goes; without this the page asks again every two seconds.
const job = document.getElementById("job");
const ended = ["done", "cancelled", "failed"];
if (job && !ended.includes(job.dataset.state)) {
  const events = new EventSource(job.dataset.events);
  events.addEventListener("job", (event) => {
    const now = JSON.parse(event.data);
    for (const place of job.querySelectorAll("[data-show]")) place.textContent = now[place.dataset.show];
    if (ended.includes(now.state)) {
      events.close();
      location.reload();
    }
  });
}
